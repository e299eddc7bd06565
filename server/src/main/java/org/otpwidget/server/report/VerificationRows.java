package org.otpwidget.server.report;

import static org.otpwidget.server.database.Column.required;

import io.r2dbc.spi.Readable;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.report.Verification.State;
import org.otpwidget.server.widget.Channel;

import java.time.Instant;

/** How requests and messages are read for operators. */
final class VerificationRows {

    private static final String REQUESTS =
            """
            SELECT r.id, r.identifier, r.widget_id, w.settings ->> 'name' AS widget_name, r.channel,
                   r.platform, r.attempts, r.attempt_limit, r.retries, host(r.client_ip) AS ip,
                   r.host, r.lang, r.created_at, r.expires_at, r.verified_at, r.voided_at,
                   r.exchanged_at, r.demo, r.invisible,
                   (SELECT m.status FROM message m
                     WHERE m.account_id = r.account_id AND m.request_id = r.id
                     ORDER BY m.id DESC LIMIT 1) AS last_status
            FROM request r LEFT JOIN widget w ON w.id = r.widget_id
            """;

    /** A page of an account, the latest first. */
    static final String LATEST =
            REQUESTS
                    + """
                    WHERE r.account_id = :account AND r.id < :before ORDER BY r.id DESC LIMIT :rows
                    """;

    /** The same of one person. */
    static final String OF_PERSON =
            REQUESTS
                    + """
                    WHERE r.account_id = :account AND r.identifier = :identifier AND r.id < :before
                    ORDER BY r.id DESC LIMIT :rows
                    """;

    static final String ONE = REQUESTS + "WHERE r.account_id = :account AND r.id = :id";

    static final String MESSAGES =
            """
            SELECT m.channel, m.status, m.created_at, m.sent_at, m.finished_at, m.reason, m.cause,
                   coalesce(p.name, m.provider) AS provider
            FROM message m LEFT JOIN provider p ON p.id = m.provider AND p.account_id = m.account_id
            WHERE m.request_id = :id AND m.account_id = :account ORDER BY m.id
            """;

    private VerificationRows() {}

    static Verification verification(Readable row, Instant now) {
        var verifiedAt = row.get("verified_at", Instant.class);
        int attempts = required(row, "attempts", Integer.class);
        return new Verification(
                required(row, "id", String.class),
                required(row, "identifier", String.class),
                state(row, attempts, now),
                required(row, "widget_id", String.class),
                row.get("widget_name", String.class),
                channel(row),
                required(row, "platform", String.class),
                verifiedAt == null ? attempts : Math.max(0, attempts - 1),
                required(row, "retries", Integer.class),
                row.get("ip", String.class),
                row.get("host", String.class),
                row.get("lang", String.class),
                required(row, "created_at", Instant.class),
                required(row, "expires_at", Instant.class),
                required(row, "demo", Boolean.class),
                required(row, "invisible", Boolean.class),
                verifiedAt,
                row.get("voided_at", Instant.class),
                row.get("exchanged_at", Instant.class));
    }

    static SentMessage message(Readable row) {
        return new SentMessage(
                channel(row),
                required(row, "status", String.class),
                required(row, "created_at", Instant.class),
                row.get("sent_at", Instant.class),
                row.get("finished_at", Instant.class),
                row.get("provider", String.class),
                row.get("reason", String.class),
                row.get("cause", String.class));
    }

    private static State state(Readable row, int attempts, Instant now) {
        if (row.get("exchanged_at") != null) {
            return State.EXCHANGED;
        }
        if (row.get("verified_at") != null) {
            return State.VERIFIED;
        }
        if (row.get("voided_at") != null) {
            return State.VOIDED;
        }
        if (attempts >= required(row, "attempt_limit", Integer.class)) {
            return State.EXCEEDED;
        }
        if (isLost(row.get("last_status", String.class))) {
            return State.FAILED;
        }
        return required(row, "expires_at", Instant.class).isAfter(now)
                ? State.WAITING
                : State.EXPIRED;
    }

    private static boolean isLost(@Nullable String status) {
        return "failed".equals(status) || "expired".equals(status);
    }

    private static Channel channel(Readable row) {
        return Channel.ofCode(required(row, "channel", Integer.class)).orElseThrow();
    }
}
