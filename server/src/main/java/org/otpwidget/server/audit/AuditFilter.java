package org.otpwidget.server.audit;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;

/**
 * Which lines of the audit trail are wanted; null: any.
 *
 * @param subject id of what was changed
 * @param actor id of who changed it
 * @param kind first word of the action, such as {@code widget}
 * @param day in UTC
 */
public record AuditFilter(
        @Nullable String subject,
        @Nullable String actor,
        @Nullable String kind,
        @Nullable LocalDate day) {

    /** What a query asks for; what is not usable narrows nothing. */
    public static AuditFilter read(
            @Nullable String subject,
            @Nullable String actor,
            @Nullable String kind,
            @Nullable String day) {
        return new AuditFilter(
                fitting(subject, "[0-9A-Za-z_-]{1,64}"),
                fitting(actor, "[0-9a-z]{1,32}"),
                fitting(kind, "[a-z-]{1,32}"),
                day(day));
    }

    private static @Nullable String fitting(@Nullable String text, String pattern) {
        return text != null && text.matches(pattern) ? text : null;
    }

    private static @Nullable LocalDate day(@Nullable String text) {
        try {
            return text == null || text.length() != "2030-01-31".length()
                    ? null
                    : LocalDate.parse(text);
        } catch (DateTimeParseException _) {
            return null;
        }
    }
}
