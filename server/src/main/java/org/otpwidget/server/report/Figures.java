package org.otpwidget.server.report;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;

import reactor.core.publisher.Mono;

import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;

/** What happened lately, in numbers. */
@Component
public class Figures {

    /** Ids of requests begin with the time, so a day is a range of the primary key. */
    private static final String REQUESTS =
            """
            SELECT count(*) AS requests, count(verified_at) AS verified FROM request
            WHERE id >= :from AND account_id = :account AND NOT demo
            """;

    /** By the ids of their requests, in one range too: a join would read all messages there are. */
    private static final String MESSAGES =
            """
            SELECT count(sent_at) AS sent,
                   count(*) FILTER (WHERE status = 'delivered') AS delivered,
                   count(*) FILTER (WHERE status IN ('failed', 'expired')) AS failed
            FROM message WHERE request_id >= :from AND account_id = :account
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
        int second = (int) clock.instant().minus(time).getEpochSecond();
        String from = HexFormat.of().toHexDigits(second);
        return Mono.zip(row(REQUESTS, accountId, from), row(MESSAGES, accountId, from))
                .map(
                        both ->
                                new Counts(
                                        number(both.getT1(), "requests"),
                                        number(both.getT1(), "verified"),
                                        number(both.getT2(), "sent"),
                                        number(both.getT2(), "delivered"),
                                        number(both.getT2(), "failed")));
    }

    private Mono<Map<String, Object>> row(String statement, long accountId, String from) {
        return database.sql(statement).bind("from", from).bind("account", accountId).fetch().one();
    }

    private static long number(Map<String, Object> row, String column) {
        return ((Number) Objects.requireNonNull(row.get(column))).longValue();
    }
}
