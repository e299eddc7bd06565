package org.otpwidget.server.audit;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/**
 * One line of the audit trail.
 *
 * @param actor id of who did it
 * @param actorName how they were called then
 * @param action what was done, such as {@code widget.changed}
 * @param subject id of what it was done to
 * @param subjectName how that was called then
 * @param ip where the call came from; null: the server itself
 */
public record AuditEntry(
        long id,
        Instant at,
        String actor,
        String actorName,
        String action,
        String subject,
        String subjectName,
        List<Change> changes,
        @Nullable String ip) {

    /**
     * A field that changed.
     *
     * @param field path of the field, such as {@code throttle.hits}
     * @param before JSON of the value, or null: there was none
     * @param after JSON of the value, or null: there is none any more
     */
    public record Change(String field, @Nullable String before, @Nullable String after) {}
}
