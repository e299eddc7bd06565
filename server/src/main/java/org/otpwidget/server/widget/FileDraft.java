package org.otpwidget.server.widget;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.audit.AuditEntry.Change;
import org.otpwidget.server.widget.FileDifference.Entry;
import org.otpwidget.server.widget.FileDifference.State;

import java.util.List;

/**
 * A widget of a file, read and checked.
 *
 * @param path where it stands in the file, such as {@code widgets[0]}
 * @param before the widget that it changes; null: it makes one
 * @param changes none: it is as the file says
 */
record FileDraft(
        String path, @Nullable Widget before, WidgetSettings settings, List<Change> changes) {

    /** What is told of it before it is applied. */
    Entry entry() {
        return entry(before);
    }

    /** What is told of it afterwards. */
    Entry entry(@Nullable Widget widget) {
        return new Entry(widget == null ? null : widget.id(), settings.name(), state(), changes);
    }

    State state() {
        return before == null ? State.CREATED : changes.isEmpty() ? State.SAME : State.CHANGED;
    }

    /**
     * The key that changes are made in the order of, so that two imports don't block each other.
     */
    String order() {
        return before == null ? "~" : before.id();
    }
}
