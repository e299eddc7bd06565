package org.otpwidget.server.dashboard.widgets;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.audit.AuditEntry.Change;

import java.util.Arrays;
import java.util.List;

/**
 * A change of a setting, in words that a page has texts for.
 *
 * @param field path of the setting; its text is {@code widget.<field>}
 * @param before the words of its value; a text for each is {@code widget.<field>.<word>}, if there
 *     is one. Empty: there was none
 * @param after the same of the value now
 */
record ToldChange(String field, List<String> before, List<String> after) {

    static List<ToldChange> of(List<Change> changes) {
        return changes.stream().map(ToldChange::of).toList();
    }

    private static ToldChange of(Change change) {
        return new ToldChange(change.field(), words(change.before()), words(change.after()));
    }

    /** Lists of words are JSON in the trail. */
    private static List<String> words(@Nullable String value) {
        if (value == null) {
            return List.of();
        }
        return value.matches("\\[\"[a-z]+\"(,\"[a-z]+\")*]")
                ? Arrays.asList(value.replaceAll("[\\[\\]\"]", "").split(",", -1))
                : List.of(value);
    }
}
