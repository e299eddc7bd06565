package org.otpwidget.server.verification;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.otpwidget.server.account.Ids;
import org.otpwidget.server.database.Purge;
import org.otpwidget.server.database.TestDatabase;
import org.otpwidget.server.delivery.MovableClock;
import org.springframework.r2dbc.core.DatabaseClient;

import reactor.core.publisher.Mono;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/** Old rows go, and nothing that still counts goes with them. */
@Timeout(60)
class VerificationPurgesIntegrationTests {

    private static final Duration RETENTION = Duration.ofDays(30);

    private static TestDatabase postgres;
    private static DatabaseClient database;

    private final MovableClock clock = new MovableClock();

    @BeforeAll
    static void createDatabase() {
        postgres = TestDatabase.create();
        database = DatabaseClient.create(postgres.connections());
    }

    @AfterAll
    static void closeDatabase() {
        postgres.close();
    }

    @BeforeEach
    void empty() {
        sql("TRUNCATE request, message, guess_budget");
        sql("DELETE FROM account");
        sql(
                "INSERT INTO account (id, name, created_at) OVERRIDING SYSTEM VALUE"
                        + " VALUES (1, 'usual', now())");
    }

    @Test
    void deletesRequestsAfterTheirRetention() {
        request("first", Duration.ofMinutes(10));
        clock.move(Duration.ofMinutes(1));
        request("long", Duration.ofDays(1));
        request("short", Duration.ofMinutes(10));
        clock.move(RETENTION.plusMinutes(9));

        requests().block();
        assertThat(ids()).as("not a moment too soon").isEqualTo("first long short");
        clock.move(Duration.ofSeconds(1));
        requests().block();
        assertThat(ids()).isEqualTo("long short");
        clock.move(Duration.ofMinutes(1));
        requests().block();
        assertThat(ids()).isEqualTo("long");
        clock.move(Duration.ofDays(1));
        requests().block();
        assertThat(ids()).isEmpty();
    }

    @Test
    void remembersIdempotencyKeysWhateverTheRetention() {
        request("key", Duration.ofMinutes(1));
        clock.move(Duration.ofDays(1));
        purges(Duration.ZERO).requestPurge().run().block();
        assertThat(ids()).isEqualTo("key");

        clock.move(Duration.ofMinutes(2));
        purges(Duration.ZERO).requestPurge().run().block();
        assertThat(ids()).isEmpty();
    }

    @Test
    void keepsWhatAnAccountWantsToKeepAndDeletesWhatItDoesNot() {
        sql(
                "INSERT INTO account (id, name, created_at, keep_requests) OVERRIDING SYSTEM VALUE"
                        + " VALUES (2, 'long', now(), 60), (3, 'short', now(), 2)");
        request("long", Duration.ofMinutes(10));
        request("short", Duration.ofMinutes(10));
        request("usual", Duration.ofMinutes(10));
        sql("UPDATE request r SET account_id = a.id FROM account a WHERE a.name = r.host");
        sql(
                "INSERT INTO message (request_id, account_id, widget_id, channel, recipient,"
                    + " due_at, created_at, expires_at) SELECT id, account_id, 'w', 11, identifier,"
                    + " created_at, created_at, created_at FROM request");

        clock.move(Duration.ofDays(2).plusMinutes(10));
        requests().block();
        assertThat(ids()).as("not a moment too soon").isEqualTo("long short usual");
        clock.move(Duration.ofSeconds(1));
        requests().block();
        assertThat(ids()).isEqualTo("long usual");
        assertThat(count("message")).as("they go with their requests").isEqualTo(2);
        clock.move(Duration.ofDays(29));
        requests().block();
        assertThat(ids()).isEqualTo("long");
        clock.move(Duration.ofDays(31));
        requests().block();
        assertThat(ids()).isEmpty();
        assertThat(count("message")).isZero();
    }

    @Test
    void deletesForOneAccountWhatAnotherKeeps() {
        sql("UPDATE account SET keep_requests = 730 WHERE id = 1");
        sql(
                "INSERT INTO account (id, name, created_at) OVERRIDING SYSTEM VALUE"
                        + " VALUES (2, 'other', now())");
        many(2 * Purge.BATCH);
        request("other", Duration.ofMinutes(10));
        sql("UPDATE request SET account_id = 2 WHERE host = 'other'");
        clock.move(RETENTION.plusDays(1));

        requests().block();

        assertThat(count("request")).isEqualTo(2 * Purge.BATCH);
    }

    @Test
    void requestsThatLiveLongKeepNoOtherAccountsWaiting() {
        sql(
                "INSERT INTO account (id, name, created_at) OVERRIDING SYSTEM VALUE"
                        + " VALUES (2, 'other', now())");
        insert("long", Purge.BATCH, Duration.ofDays(3));
        request("other", Duration.ofMinutes(10));
        sql("UPDATE request SET account_id = 2 WHERE host = 'other'");
        clock.move(RETENTION.plusDays(1));

        requests().block();

        assertThat(count("request")).isEqualTo(Purge.BATCH);
    }

    @Test
    void deletesAllOfManyAndLeavesTheRest() {
        many(2 * Purge.BATCH + 1);
        clock.move(RETENTION.plusDays(1));
        request("recent", Duration.ofMinutes(10));

        requests().block();

        assertThat(ids()).isEqualTo("recent");
    }

    @Test
    void severalNodesShareTheWork() {
        many(3 * Purge.BATCH);
        budgets(3 * Purge.BATCH);
        clock.move(RETENTION.plusDays(1));

        Mono.when(requests(), requests(), requests(), budgets(), budgets()).block();
        // What one node passed over since another held it goes with the next round at the latest.
        Mono.when(requests(), budgets()).block();

        assertThat(ids()).isEmpty();
        assertThat(count("guess_budget")).isZero();
    }

    @Test
    void waitsForNobody() {
        request("held", Duration.ofMinutes(10));
        request("free", Duration.ofMinutes(10));
        budgets(2);
        clock.move(RETENTION.plusDays(1));

        Mono.usingWhen(
                        postgres.connections().create(),
                        call ->
                                Mono.from(call.beginTransaction())
                                        .then(hold(call, "SELECT FROM request WHERE host = 'held'"))
                                        .then(hold(call, "SELECT FROM guess_budget LIMIT 1"))
                                        .then(Mono.when(requests(), budgets()))
                                        .then(Mono.from(call.rollbackTransaction())),
                        call -> call.close())
                .block();

        assertThat(ids()).isEqualTo("held");
        assertThat(count("guess_budget")).isEqualTo(1);
        Mono.when(requests(), budgets()).block();
        assertThat(ids()).isEmpty();
        assertThat(count("guess_budget")).isZero();
    }

    @Test
    void deletesGuessBudgetsThatAreFullAgain() {
        budget("full", 0, Duration.ofHours(1).plusSeconds(1));
        budget("filling", 0, Duration.ofMinutes(59));
        budget("streak", 1, Duration.ofDays(29));
        budget("forgotten streak", 99, RETENTION.plusSeconds(1));
        budget("locked", 100, Duration.ofHours(23));

        budgets().block();

        assertThat(
                        text(
                                """
                                SELECT string_agg(convert_from(identifier_hash, 'utf8'), ', '
                                                  ORDER BY identifier_hash) FROM guess_budget
                                """))
                .isEqualTo("filling, locked, streak");
    }

    @Test
    void looksAtAllGuessBudgets() {
        budgets(2 * Purge.BATCH + 7);
        sql("UPDATE guess_budget SET account_id = 2 WHERE get_byte(identifier_hash, 0) < 56");
        clock.move(Duration.ofDays(29));
        budget("recent", 3, Duration.ZERO);
        clock.move(Duration.ofDays(2));

        budgets().block();

        assertThat(count("guess_budget")).isEqualTo(1);
    }

    @Test
    void wipesTheCodesOfRequestsThatExpiredUnanswered() {
        request("short", Duration.ofMinutes(10));
        request("long", Duration.ofDays(1));
        clock.move(Duration.ofMinutes(5));
        request("later", Duration.ofMinutes(10));
        Purge codes = new ExpiredCodes(postgres.connections(), clock).expiredCodePurge();

        clock.move(Duration.ofMinutes(5).minusMillis(1));
        codes.run().block();
        assertThat(sealed()).as("not a moment too soon").isEqualTo("later long short");
        clock.move(Duration.ofMillis(1));
        codes.run().block();
        assertThat(sealed()).isEqualTo("later long");
        clock.move(Duration.ofMinutes(5));
        codes.run().block();
        assertThat(sealed()).isEqualTo("long");
        clock.move(Duration.ofDays(1));
        codes.run().block();
        assertThat(sealed()).isEmpty();
        assertThat(ids()).isEqualTo("later long short");
    }

    @Test
    void wipesTheCodesOfAllRequestsAndBeginsWhereOneWasHeld() {
        many(Purge.BATCH + 1);
        request("held", Duration.ofMinutes(10));
        clock.move(Duration.ofMinutes(1));
        many(Purge.BATCH);
        clock.move(Duration.ofHours(1));
        Purge codes = new ExpiredCodes(postgres.connections(), clock).expiredCodePurge();

        Mono.usingWhen(
                        postgres.connections().create(),
                        call ->
                                Mono.from(call.beginTransaction())
                                        .then(hold(call, "SELECT FROM request WHERE host = 'held'"))
                                        .then(codes.run())
                                        .then(Mono.from(call.rollbackTransaction())),
                        call -> call.close())
                .block();

        assertThat(sealed()).isEqualTo("held");
        codes.run().block();
        assertThat(sealed()).isEmpty();
    }

    private VerificationPurges purges(Duration retention) {
        var settings =
                new VerificationSettings(
                        10,
                        Duration.ofHours(1),
                        100,
                        Duration.ofDays(1),
                        Duration.ofDays(1),
                        Duration.ofSeconds(2),
                        1000,
                        retention);
        return new VerificationPurges(postgres.connections(), settings, clock);
    }

    private Mono<Void> requests() {
        return purges(RETENTION).requestPurge().run();
    }

    private Mono<Void> budgets() {
        return purges(RETENTION).guessBudgetPurge().run();
    }

    private static Mono<Void> hold(io.r2dbc.spi.Connection call, String rows) {
        return Mono.from(call.createStatement(rows + " FOR UPDATE").execute())
                .flatMapMany(result -> result.map((row, _) -> true))
                .then();
    }

    /** A request of now; its host is its name. */
    private void request(String name, Duration lifetime) {
        insert(name, 1, lifetime);
    }

    private void many(int number) {
        insert("many", number, Duration.ofMinutes(10));
    }

    private void insert(String name, int number, Duration lifetime) {
        Instant now = clock.instant();
        database.sql(
                        """
                        INSERT INTO request (id, account_id, widget_id, platform, identifier,
                            identifier_hash, channel, code_hash, attempt_limit, retry_limit,
                            retry_wait, created_at, sent_at, expires_at, idempotency_hash, host,
                            code_sealed)
                        SELECT $1 || substr(md5($4 || n), 1, 16), 1, 'w', 'web', '919876500001',
                               '', 11, '', 3, 3, 30, $2, $2, $3, '', $4, 'sealed'
                          FROM generate_series(1, $5) AS n
                        """)
                .bind(0, Ids.next(now).substring(0, 8))
                .bind(1, now)
                .bind(2, now.plus(lifetime))
                .bind(3, name)
                .bind(4, number)
                .then()
                .block();
    }

    private void budget(String name, int consecutive, Duration age) {
        database.sql("INSERT INTO guess_budget VALUES (1, convert_to($1, 'utf8'), 10, $2, $3)")
                .bind(0, name)
                .bind(1, consecutive)
                .bind(2, clock.instant().minus(age))
                .then()
                .block();
    }

    private void budgets(int number) {
        database.sql(
                        """
                        INSERT INTO guess_budget
                        SELECT 1, convert_to(n::text, 'utf8'), 10, 5, $1
                          FROM generate_series(1, $2) AS n
                        """)
                .bind(0, clock.instant())
                .bind(1, number)
                .then()
                .block();
    }

    private static String ids() {
        return text("SELECT coalesce(string_agg(host, ' ' ORDER BY host), '') FROM request");
    }

    /** The requests that still have a code. */
    private static String sealed() {
        return text(
                """
                SELECT coalesce(string_agg(host, ' ' ORDER BY host), '') FROM request
                 WHERE code_sealed IS NOT NULL
                """);
    }

    private static long count(String table) {
        return Long.parseLong(text("SELECT count(*)::text FROM " + table));
    }

    private static void sql(String sql) {
        database.sql(sql).then().block();
    }

    private static String text(String sql) {
        return Objects.requireNonNull(
                database.sql(sql)
                        .map(row -> Objects.requireNonNull(row.get(0, String.class)))
                        .one()
                        .block());
    }
}
