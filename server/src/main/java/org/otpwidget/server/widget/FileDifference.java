package org.otpwidget.server.widget;

import com.fasterxml.jackson.annotation.JsonProperty;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.audit.AuditEntry.Change;

import java.util.List;

/**
 * What a file of widgets changes.
 *
 * @param version of all this: another one means that the widgets have changed since, or that the
 *     file has
 * @param widgets in the order of the file
 */
public record FileDifference(String version, List<Entry> widgets) {

    /**
     * One widget of the file.
     *
     * @param id null while it is not made
     * @param changes what differs; a secret shows only that it does
     */
    public record Entry(@Nullable String id, String name, State state, List<Change> changes) {}

    /** What becomes of a widget. */
    public enum State {
        @JsonProperty("created")
        CREATED,
        @JsonProperty("changed")
        CHANGED,
        @JsonProperty("same")
        SAME
    }

    /** Whether applying it does anything. */
    public boolean changesAnything() {
        return count(State.CREATED) + count(State.CHANGED) > 0;
    }

    /** How many widgets are of a state. */
    public long count(State state) {
        return widgets.stream().filter(entry -> entry.state() == state).count();
    }
}
