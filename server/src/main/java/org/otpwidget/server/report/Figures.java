package org.otpwidget.server.report;

import static org.otpwidget.server.database.Column.required;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;

import reactor.core.publisher.Mono;

import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;

/** What happened lately, in numbers. */
@Component
public class Figures {

    /** Ids of requests begin with the time, so a day is a range of the primary key. */
    private static final String LAST =
            """
            WITH asked AS MATERIALIZED (
                SELECT id, verified_at FROM request
                WHERE id >= :from AND account_id = :account AND NOT demo),
            sent AS MATERIALIZED (
                SELECT m.status, m.sent_at FROM message m JOIN asked ON asked.id = m.request_id)
            SELECT (SELECT count(*) FROM asked) AS requests,
                   (SELECT count(*) FROM asked WHERE verified_at IS NOT NULL) AS verified,
                   (SELECT count(*) FROM sent WHERE sent_at IS NOT NULL) AS sent,
                   (SELECT count(*) FROM sent WHERE status = 'delivered') AS delivered,
                   (SELECT count(*) FROM sent WHERE status IN ('failed', 'expired')) AS failed
            """;

    private final DatabaseClient database;
    private final Clock clock;

    Figures(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * Counts of an account.
     *
     * @param requests verifications that were asked for
     * @param verified of these, the successful ones
     * @param sent messages that went out, for these requests
     * @param delivered of the messages, those that a receipt said so of
     * @param failed of the messages, those that never went out or arrived
     */
    public record Counts(long requests, long verified, long sent, long delivered, long failed) {

        /** Percent of the requests that were verified; 0 without requests. */
        public long conversion() {
            return requests == 0 ? 0 : Math.round(100.0 * verified / requests);
        }
    }

    /** The counts of the time until now. */
    public Mono<Counts> last(long accountId, Duration time) {
        int from = (int) clock.instant().minus(time).getEpochSecond();
        return database.sql(LAST)
                .bind("from", HexFormat.of().toHexDigits(from))
                .bind("account", accountId)
                .map(
                        row ->
                                new Counts(
                                        required(row, "requests", Long.class),
                                        required(row, "verified", Long.class),
                                        required(row, "sent", Long.class),
                                        required(row, "delivered", Long.class),
                                        required(row, "failed", Long.class)))
                .one();
    }
}
