package org.otpwidget.server.dashboard.widgets;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.widget.FileDifference.Entry;

import java.util.List;
import java.util.Locale;

/**
 * What becomes of one widget of a file, as a page tells it.
 *
 * @param state created, changed or same
 */
record ToldWidget(@Nullable String id, String name, String state, List<ToldChange> changes) {

    static ToldWidget of(Entry entry) {
        return new ToldWidget(
                entry.id(),
                entry.name(),
                entry.state().name().toLowerCase(Locale.ROOT),
                ToldChange.of(entry.changes()));
    }
}
