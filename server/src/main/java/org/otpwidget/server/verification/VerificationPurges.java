package org.otpwidget.server.verification;

import static org.otpwidget.server.database.Column.required;

import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Readable;

import org.otpwidget.server.account.KeptKind;
import org.otpwidget.server.account.KeptRows;
import org.otpwidget.server.database.Purge;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;

import reactor.core.publisher.Mono;

import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Deletes requests that are long over, and guess budgets that say nothing any more. */
@Configuration(proxyBeanMethods = false)
class VerificationPurges {

    /** Which of some requests are over: $2: now; $3: seconds that they are kept; $4: at least. */
    private static final String OVER =
            """
            over AS (
                SELECT r.id FROM request r JOIN stretch USING (id)
                  LEFT JOIN account a ON a.id = r.account_id
                 WHERE r.expires_at < CAST($2 AS timestamptz) - make_interval(secs =>
                       greatest(coalesce(a.keep_requests * 86400, $3), $4))
                   FOR UPDATE OF r SKIP LOCKED),
            sent AS (
                DELETE FROM message m USING over WHERE m.request_id = over.id)
            """;

    /** $1: id below which requests are old enough to look at. Messages go with their request. */
    private static final String REQUESTS =
            """
            WITH stretch AS MATERIALIZED (
                SELECT id FROM request WHERE id < $1 ORDER BY id LIMIT %d),
            %s
            DELETE FROM request r USING over WHERE r.id = over.id
            """
                    .formatted(Purge.BATCH, OVER);

    /** The same from a request on, $5, while any account has a time of its own. */
    private static final String OWN =
            """
            WITH stretch AS MATERIALIZED (
                SELECT id FROM request
                 WHERE id > $5 AND id < $1
                   AND EXISTS (SELECT FROM account WHERE keep_requests IS NOT NULL)
                 ORDER BY id LIMIT %d),
            %s,
            gone AS (
                DELETE FROM request r USING over WHERE r.id = over.id)
            SELECT id FROM stretch ORDER BY id DESC LIMIT 1
            """
                    .formatted(Purge.BATCH, OVER);

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
                SELECT FROM request WHERE account_id = $1 AND id < $2 LIMIT $3) AS found
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

    /** What accounts keep shorter than others is not at the old end of the table. */
    @Bean
    Purge ownRequestPurge() {
        return Purge.throughout(
                "requests of accounts with times of their own", "", this::deleteOwn);
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
        return sql(REQUESTS, requestRetention()).fetch().rowsUpdated();
    }

    private Mono<String> deleteOwn(String after) {
        return sql(OWN, Duration.ofDays(KeptKind.REQUESTS.least()))
                .bind(4, after)
                .map(row -> required(row, "id", String.class))
                .one();
    }

    private GenericExecuteSpec sql(String sql, Duration youngest) {
        return database.sql(sql)
                .bind(0, RequestId.firstOf(ago(youngest)))
                .bind(1, clock.instant())
                .bind(2, (double) settings.retention().toSeconds())
                .bind(3, (double) settings.idempotencyWindow().toSeconds());
    }

    private Mono<Long> count(long account, Instant before) {
        return database.sql(COUNT)
                .bind(0, account)
                .bind(1, RequestId.firstOf(before))
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
