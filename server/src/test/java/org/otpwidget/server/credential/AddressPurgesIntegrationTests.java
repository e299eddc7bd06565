package org.otpwidget.server.credential;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.otpwidget.server.database.Purge;
import org.otpwidget.server.database.TestDatabase;
import org.otpwidget.server.delivery.MovableClock;
import org.springframework.r2dbc.core.DatabaseClient;

import reactor.core.publisher.Mono;

import java.time.Duration;
import java.util.Objects;

/** What an operator set stays; what throttling noted goes when it no longer counts. */
@Timeout(60)
class AddressPurgesIntegrationTests {

    private static TestDatabase postgres;
    private static DatabaseClient database;

    private final MovableClock clock = new MovableClock();

    @BeforeAll
    static void createDatabase() {
        postgres = TestDatabase.create();
        database = DatabaseClient.create(postgres.connections());
        database.sql(
                        """
                        WITH a AS (INSERT INTO account (name, created_at) VALUES ('A', now())
                                   RETURNING id)
                        INSERT INTO token (id, account_id, value, name, created_at)
                        SELECT token, a.id, token, token, now()
                          FROM a, unnest(ARRAY['one', 'two']) AS token
                        """)
                .then()
                .block();
    }

    @AfterAll
    static void closeDatabase() {
        postgres.close();
    }

    @BeforeEach
    void empty() {
        database.sql("DELETE FROM ip_state").then().block();
    }

    @Test
    void deletesWhatNoLongerCounts() {
        state("10.0.0.1", "normal", Duration.ofDays(2).plusSeconds(1));
        state("10.0.0.2", "normal", Duration.ofDays(2).minusSeconds(1));
        state("10.0.0.3", "temporarily_blocked", Duration.ofDays(2).plusSeconds(1));
        state("10.0.0.4", "temporarily_blocked", Duration.ofHours(1));
        state("10.0.0.5", "temporarily_blocked", Duration.ofDays(-300));
        state("10.0.0.6", "permanently_blocked", Duration.ofDays(900));
        state("10.0.0.7", "whitelisted", Duration.ofDays(900));
        state("2001:db8::", "normal", Duration.ofDays(900));

        purge().block();

        assertThat(addresses()).isEqualTo("10.0.0.2 10.0.0.4 10.0.0.5 10.0.0.6 10.0.0.7");
    }

    @Test
    void looksAtAllStatesOnSeveralNodes() {
        many("one", Purge.BATCH - 1, "normal");
        many("two", Purge.BATCH + 5, "whitelisted");
        state("203.0.113.9", "normal", Duration.ZERO);
        many("two", 3 * Purge.BATCH, "normal");

        Mono.when(purge(), purge()).block();
        purge().block();

        assertThat(
                        text(
                                """
                                SELECT string_agg(DISTINCT token_id || ' ' || state, ', ') || ' '
                                       || count(*) FROM ip_state
                                """))
                .isEqualTo("one normal, two whitelisted " + (Purge.BATCH + 6));
    }

    private Mono<Void> purge() {
        return new AddressPurges(database, clock).ipStatePurge().run();
    }

    /**
     * A state of token one.
     *
     * @param over since when its period began, or its block ended
     */
    private void state(String ip, String state, Duration over) {
        database.sql(
                        """
                        INSERT INTO ip_state (token_id, ip, state, period_start, blocked_until)
                        VALUES ('one', CAST($1 AS inet), $2,
                                CASE WHEN $2 = 'temporarily_blocked' THEN timestamptz '2020-01-01'
                                     ELSE $3 END,
                                CASE WHEN $2 = 'temporarily_blocked' THEN $3 END)
                        """)
                .bind(0, ip)
                .bind(1, state)
                .bind(2, clock.instant().minus(over))
                .then()
                .block();
    }

    private void many(String token, int number, String state) {
        database.sql(
                        """
                        INSERT INTO ip_state (token_id, ip, state, period_start)
                        SELECT $1, inet '10.0.0.0' + n + $4, $2, timestamptz '2020-01-01'
                          FROM generate_series(1, $3) AS n
                        """)
                .bind(0, token)
                .bind(1, state)
                .bind(2, number)
                .bind(3, state.equals("normal") ? 100_000 : 0)
                .then()
                .block();
    }

    private static String addresses() {
        return text("SELECT string_agg(host(ip), ' ' ORDER BY ip) FROM ip_state");
    }

    private static String text(String sql) {
        return Objects.requireNonNull(
                database.sql(sql)
                        .map(row -> Objects.requireNonNull(row.get(0, String.class)))
                        .one()
                        .block());
    }
}
