package org.otpwidget.server.verification;

import static org.otpwidget.server.database.Column.required;

import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Readable;

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

    /** $1: id below which requests are old enough to look at; $2: ended before. */
    private static final String REQUESTS =
            """
            WITH oldest AS MATERIALIZED (
                SELECT id FROM request WHERE id < $1 ORDER BY id LIMIT %d),
            over AS (
                SELECT r.id FROM request r JOIN oldest USING (id)
                 WHERE r.expires_at < $2 FOR UPDATE OF r SKIP LOCKED)
            DELETE FROM request r USING over WHERE r.id = over.id
            """
                    .formatted(Purge.BATCH);

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
    Purge guessBudgetPurge() {
        return Purge.throughout("guess budgets", Key.FIRST, this::deleteBudgets);
    }

    private Mono<Long> deleteRequests() {
        Instant before = ago(requestRetention());
        return database.sql(REQUESTS)
                .bind(0, RequestId.firstOf(before))
                .bind(1, before)
                .fetch()
                .rowsUpdated();
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
