package org.otpwidget.server.verification;

import static org.otpwidget.server.database.Column.required;

import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Readable;

import org.otpwidget.server.account.Ids;
import org.otpwidget.server.account.KeptKind;
import org.otpwidget.server.account.KeptRows;
import org.otpwidget.server.database.Purge;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;

import reactor.core.publisher.Mono;

import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Deletes requests that are long over, and guess budgets that say nothing any more. */
@Configuration(proxyBeanMethods = false)
class VerificationPurges {

    /**
     * Deletes requests that are over with their messages, account by account: the index leads to
     * the oldest of each, so that nothing that is kept is looked at, but for codes that live long.
     * $1: now; $2: seconds that requests are kept after their end; $3: at least.
     */
    private static final String REQUESTS =
            """
            WITH eldest AS MATERIALIZED (
                SELECT old.id, term.until FROM account a
                 CROSS JOIN LATERAL (
                       SELECT CAST($1 AS timestamptz) - make_interval(secs =>
                                  greatest(coalesce(a.keep_requests * 86400, $2), $3)) AS until) AS term
                 CROSS JOIN LATERAL (
                       SELECT first.id FROM (
                              SELECT r.id, r.expires_at FROM request r
                               WHERE (r.account_id, r.id) >= (a.id, '')
                                 AND (r.account_id, r.id) < (a.id, %1$s)
                               ORDER BY r.account_id, r.id LIMIT %2$d) AS first
                        WHERE first.expires_at < term.until) AS old
                 LIMIT %2$d),
            over AS (
                SELECT r.id, r.account_id FROM request r JOIN eldest USING (id)
                 WHERE r.expires_at < eldest.until
                   FOR UPDATE OF r SKIP LOCKED),
            sent AS (
                DELETE FROM message m USING over
                 WHERE m.account_id = over.account_id AND m.request_id = over.id)
            DELETE FROM request r USING over WHERE r.id = over.id
            """
                    .formatted(Purge.idsBefore("term.until"), Purge.BATCH);

    /** $1, $2: key; $3: unused since, whatever it says; $4: full again since. */
    private static final String BUDGETS =
            """
            WITH stretch AS MATERIALIZED (
                SELECT account_id, identifier_hash FROM guess_budget
                 WHERE (account_id, identifier_hash) > ($1, $2) ORDER BY 1, 2 LIMIT %d),
            over AS (
                SELECT account_id, identifier_hash
                  FROM guess_budget g JOIN stretch USING (account_id, identifier_hash)
                 WHERE g.updated_at < $3 OR (g.consecutive = 0 AND g.updated_at < $4)
                   FOR UPDATE OF g SKIP LOCKED),
            gone AS (
                DELETE FROM guess_budget g USING over
                 WHERE g.account_id = over.account_id AND g.identifier_hash = over.identifier_hash)
            SELECT account_id, identifier_hash FROM stretch ORDER BY 1 DESC, 2 DESC LIMIT 1
            """
                    .formatted(Purge.BATCH);

    /** $1: account; $2: id below which they are counted; $3: how many at most. */
    private static final String COUNT =
            """
            SELECT count(*) AS rows FROM (
                SELECT FROM request WHERE (account_id, id) >= ($1, '') AND (account_id, id) < ($1, $2)
                 ORDER BY account_id, id LIMIT $3) AS found
            """;

    private final DatabaseClient database;
    private final VerificationSettings settings;
    private final Clock clock;

    VerificationPurges(ConnectionFactory connections, VerificationSettings settings, Clock clock) {
        this.database = DatabaseClient.create(connections);
        this.settings = settings;
        this.clock = clock;
    }

    @Bean
    Purge requestPurge() {
        return Purge.oldest("requests", this::deleteRequests);
    }

    @Bean
    KeptRows keptRequests() {
        return new KeptRows(KeptKind.REQUESTS, settings.retention(), this::count);
    }

    @Bean
    Purge guessBudgetPurge() {
        return Purge.throughout("guess budgets", Key.FIRST, this::deleteBudgets);
    }

    private Mono<Long> deleteRequests() {
        return database.sql(REQUESTS)
                .bind(0, clock.instant())
                .bind(1, (double) settings.retention().toSeconds())
                .bind(2, (double) settings.idempotencyWindow().toSeconds())
                .fetch()
                .rowsUpdated();
    }

    private Mono<Long> count(long account, Instant before) {
        return database.sql(COUNT)
                .bind(0, account)
                .bind(1, Ids.firstOf(before))
                .bind(2, KeptRows.MOST + 1)
                .map(row -> required(row, "rows", Long.class))
                .one();
    }

    private Mono<Key> deleteBudgets(Key after) {
        return database.sql(BUDGETS)
                .bind(0, after.account)
                .bind(1, after.hash)
                .bind(2, ago(budgetRetention()))
                .bind(3, ago(settings.guessPeriod()))
                .map(row -> Key.of(row))
                .one();
    }

    /** A request is what an idempotency key is remembered by. */
    private Duration requestRetention() {
        return longest(settings.retention(), settings.idempotencyWindow());
    }

    /** A streak of wrong codes must not end sooner by waiting for the purge. */
    private Duration budgetRetention() {
        return longest(
                requestRetention(), longest(settings.guessPeriod(), settings.consecutiveWait()));
    }

    private static Duration longest(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private Instant ago(Duration time) {
        return clock.instant().minus(time);
    }

    /** The primary key of a guess budget. */
    private record Key(long account, ByteBuffer hash) {

        static final Key FIRST = new Key(Long.MIN_VALUE, ByteBuffer.allocate(0));

        static Key of(Readable row) {
            return new Key(
                    required(row, "account_id", Long.class),
                    ByteBuffer.wrap(required(row, "identifier_hash", byte[].class)));
        }
    }
}
