package org.otpwidget.server.verification;

import static org.otpwidget.server.database.Column.required;

import io.r2dbc.spi.Readable;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Objects;

/**
 * What {@code R__link.sql} answers; the fields after {@code sameBrowser} are null unless the link
 * is known.
 */
record LinkRow(
        String outcome,
        boolean sameBrowser,
        @Nullable String reqId,
        @Nullable String widgetId,
        @Nullable String identifier,
        @Nullable Integer channel,
        @Nullable String platform,
        @Nullable String host,
        @Nullable String clientIp,
        @Nullable String asker,
        @Nullable String lang,
        @Nullable String state,
        boolean matches,
        int attemptsLeft,
        @Nullable Instant createdAt,
        @Nullable Instant confirmedAt) {

    static final String COLUMNS =
            """
            outcome, same_browser, (r).id, (r).widget_id, (r).identifier, (r).channel,
            (r).platform, (r).host, host((r).client_ip) AS client_ip, (r).asker, (r).lang,
            (r).state, (r).match_code IS NOT NULL AS matches,
            coalesce((r).attempt_limit - (r).attempts, 0) AS attempts_left, (r).created_at,
            (r).confirmed_at
            """;

    static LinkRow of(Readable row) {
        return new LinkRow(
                required(row, "outcome", String.class),
                required(row, "same_browser", Boolean.class),
                row.get("id", String.class),
                row.get("widget_id", String.class),
                row.get("identifier", String.class),
                row.get("channel", Integer.class),
                row.get("platform", String.class),
                row.get("host", String.class),
                row.get("client_ip", String.class),
                row.get("asker", String.class),
                row.get("lang", String.class),
                row.get("state", String.class),
                required(row, "matches", Boolean.class),
                required(row, "attempts_left", Integer.class),
                row.get("created_at", Instant.class),
                row.get("confirmed_at", Instant.class));
    }

    /** Of a link that is known. */
    String widget() {
        return Objects.requireNonNull(widgetId);
    }

    /** Leaves out whom the link was sent to. */
    @Override
    public String toString() {
        return "LinkRow[" + outcome + "]";
    }
}
