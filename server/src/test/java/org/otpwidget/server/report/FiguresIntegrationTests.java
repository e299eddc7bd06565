package org.otpwidget.server.report;

import static org.assertj.core.api.Assertions.assertThat;

import static java.time.temporal.ChronoUnit.HOURS;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.otpwidget.server.database.TestDatabase;
import org.otpwidget.server.delivery.MovableClock;
import org.springframework.r2dbc.core.DatabaseClient;

import reactor.core.publisher.Mono;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/** Figures are the same whether hours were counted before or not. */
@Timeout(60)
class FiguresIntegrationTests {

    private static final long ACCOUNT = 1;
    private static final long OTHER = 2;

    /** What the account had in hours that are long over. */
    private static final String SUM =
            "SELECT sum(%s) FROM %s WHERE account_id = 1"
                    + " AND hour BETWEEN '2026-11-20' AND '2026-11-22T08:00Z'";

    private static final String REQUESTS = SUM.formatted("requests + verified", "request_hour");
    private static final String MESSAGES = SUM.formatted("sent + failed", "message_hour");

    private static TestDatabase postgres;
    private static DatabaseClient database;

    private final MovableClock clock = new MovableClock();
    private final Figures figures = new Figures(database(), clock);

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
    void fill() {
        sql("TRUNCATE request, message, request_hour, message_hour, counted_hour, provider");
        sql("DELETE FROM account");
        sql(
                "INSERT INTO account (id, name, created_at) OVERRIDING SYSTEM VALUE"
                        + " VALUES (1, 'Shop', now()), (2, 'Other', now())");
        clock.move(Duration.ofMinutes(37).plusSeconds(12));
        // Every ten minutes one for a bit more than nine days, of each account.
        requests(ACCOUNT, 1320, "10 min");
        requests(OTHER, 1320, "10 min");
    }

    @Test
    void areTheSameAfterHoursWereCounted() {
        for (int step = 0; step < 3; step++) {
            sql("TRUNCATE request_hour, message_hour, counted_hour");
            var live = lately();
            assertThat(live.counts().requests()).isBetween(144L, 146L);
            assertThat(live.counts().verified()).isBetween(90L, 100L);
            assertThat(live.counts().sent()).isEqualTo(live.counts().requests());
            assertThat(live.traffic().before()).hasSize(7);
            assertThat(live.hours()).hasSize(25).allMatch(hour -> hour.requests() <= 7);
            var begins = live.hours().stream().map(Lately.Hour::begin).toList();
            assertThat(begins.getFirst()).isEqualTo(clock.instant().minus(Duration.ofDays(1)));
            assertThat(begins.get(1))
                    .isEqualTo(begins.getFirst().truncatedTo(HOURS).plus(1, HOURS));
            assertThat(begins.getLast()).isEqualTo(clock.instant().truncatedTo(HOURS));
            assertThat(live.hours().stream().mapToLong(Lately.Hour::requests).sum())
                    .isEqualTo(live.counts().requests());
            assertThat(live.hours().stream().mapToLong(Lately.Hour::verified).sum())
                    .isEqualTo(live.counts().verified());

            countAll();

            var counted = lately();
            assertThat(counted.counts()).isEqualTo(live.counts());
            assertThat(counted.messages()).isEqualTo(live.messages());
            assertThat(counted.hours()).isEqualTo(live.hours());
            assertThat(counted.traffic().today()).isEqualTo(live.traffic().today());
            // The days of the week change over by the hour.
            assertThat(sum(counted)).isEqualTo(sum(live));
            clock.move(Duration.ofMinutes(11));
            requests(ACCOUNT, 1, "1 min");
            clock.move(Duration.ofMinutes(9));
            requests(ACCOUNT, 1, "1 min");
        }
    }

    @Test
    void holdWhatCameAfterTheCounting() {
        countAll();
        var before = lately().counts();
        requests(ACCOUNT, 30, "1 min");
        assertThat(lately().counts().requests()).isEqualTo(before.requests() + 30);
    }

    @Test
    void hearOfLateReceipts() {
        countAll();
        sql(
                "UPDATE message SET status = 'delivered' WHERE status = 'failed'"
                        + " AND created_at > '%s'"
                                .formatted(clock.instant().minus(Duration.ofHours(4))));
        clock.move(Duration.ofHours(4));
        var stale = lately().messages();

        countAll();

        var counted = lately().messages();
        assertThat(counted).isNotEqualTo(stale);
        sql("TRUNCATE request_hour, message_hour, counted_hour");
        assertThat(lately().messages()).isEqualTo(counted);
    }

    @Test
    void areRightAgainWhenTheClockWasAhead() {
        countAll();
        clock.move(Duration.ofDays(3));
        countAll();
        clock.move(Duration.ofDays(-3).plusHours(1));
        requests(ACCOUNT, 40, "2 min");

        var meanwhile = lately();
        assertThat(countAll()).isGreaterThan(180);
        var counted = lately();

        assertThat(number("SELECT count(*) FROM counted_hour WHERE hour > '2026-11-22T12:00Z'"))
                .isZero();
        sql("TRUNCATE request_hour, message_hour, counted_hour");
        var live = lately();
        assertThat(meanwhile.counts()).isEqualTo(live.counts());
        assertThat(counted.counts()).isEqualTo(live.counts());
        assertThat(counted.messages()).isEqualTo(live.messages());
        assertThat(sum(counted)).isEqualTo(sum(live));
    }

    @Test
    void keepCountsOfRowsThatWereDeletedForTheirAge() {
        countAll();
        var requests = number(REQUESTS);
        var messages = number(MESSAGES);
        var kept = clock.instant().minus(Duration.ofHours(3)).minusSeconds(1000);
        sql("DELETE FROM request WHERE created_at < '%s'".formatted(kept));
        sql("DELETE FROM message WHERE created_at < '%s'".formatted(kept));
        clock.move(Duration.ofHours(8));

        assertThat(countAll()).as("also hours that lost rows").isGreaterThan(12);

        assertThat(number(REQUESTS)).isEqualTo(requests);
        assertThat(number(MESSAGES)).isEqualTo(messages);
    }

    @Test
    void settleCodesThatLiveForADay() {
        sql("UPDATE request SET expires_at = created_at + interval '1 day'");
        for (int hour = 0; hour < 27; hour++) {
            countAll();
            clock.move(Duration.ofHours(1));
        }
        countAll();
        assertThat(number("SELECT count(*) FROM request_hour WHERE settled < requests")).isZero();
    }

    @Test
    void hearOfReceiptsThatCameWhileNobodyCounted() {
        countAll();
        sql("UPDATE message SET status = 'delivered'");
        clock.move(Duration.ofHours(30));

        countAll();

        assertThat(
                        number(
                                "SELECT coalesce(sum(failed), 0) FROM message_hour"
                                        + " WHERE hour > '2026-11-22'"))
                .isZero();
        assertThat(countAll()).as("for the last time").isZero();
    }

    @Test
    void leaveNothingToCountWhenAllIsCounted() {
        assertThat(countAll()).isEqualTo(191);
        assertThat(countAll()).isZero();
        clock.move(Duration.ofMinutes(22));
        assertThat(countAll()).as("the hour has been over for 59 minutes").isZero();
        clock.move(Duration.ofMinutes(1));
        assertThat(countAll()).isPositive();
    }

    @Test
    void areCountedByOneNodeAtATime() {
        var live = lately();
        while (Objects.requireNonNull(
                Mono.zip(
                                List.of(
                                        figures.countHour(),
                                        figures.countHour(),
                                        figures.countHour()),
                                all ->
                                        all[0].equals(true)
                                                || all[1].equals(true)
                                                || all[2].equals(true))
                        .block())) {
            assertThat(lately().counts()).isEqualTo(live.counts());
        }
        assertThat(lately().messages()).isEqualTo(live.messages());
    }

    @Test
    void outliveRowsThatAreDeletedForTheirAge() {
        countAll();
        long week = sum(lately());
        sql("DELETE FROM request WHERE created_at < '2026-11-20'");
        assertThat(sum(lately())).isEqualTo(week);
    }

    @Test
    void goWhenNobodyLooksAtThemAnyMore() {
        countAll();
        clock.move(Duration.ofDays(19));
        countAll();
        assertThat(number("SELECT count(*) FROM request_hour")).isZero();
        assertThat(number("SELECT count(*) FROM message_hour")).isZero();
        assertThat(number("SELECT count(*) FROM counted_hour")).isEqualTo(191);
    }

    private int countAll() {
        int hours = 0;
        while (Objects.requireNonNull(figures.countHour().block())) {
            hours++;
        }
        return hours;
    }

    private Lately lately() {
        return Objects.requireNonNull(figures.lately(ACCOUNT).block());
    }

    private static long sum(Lately lately) {
        return lately.traffic().before().stream().mapToLong(Traffic.Day::requests).sum();
    }

    /** Requests with a message each, the last of them now; two in three verified. */
    private void requests(long account, int number, String apart) {
        sql(
                """
                WITH asked AS (
                    INSERT INTO request (id, account_id, widget_id, platform, identifier,
                        identifier_hash, channel, code_hash, attempts, attempt_limit, retry_limit,
                        retry_wait, created_at, sent_at, expires_at, verified_at, idempotency_hash)
                    SELECT lpad(to_hex(extract(epoch FROM at)::bigint), 8, '0')
                               || substr(replace(gen_random_uuid()::text, '-', ''), 1, 16),
                           %1$d, 'w', 'web', '', '', 11, '', n %% 6, 5, 3, 30, at, at,
                           at + interval '10 min', CASE WHEN n %% 3 > 0 THEN at END, ''
                      FROM generate_series(0, %2$d - 1) AS n,
                           LATERAL (SELECT timestamptz '%3$s' - n * interval '%4$s' AS at) AS time
                    RETURNING *)
                INSERT INTO message (request_id, account_id, widget_id, channel, recipient, status,
                    due_at, created_at, expires_at, sent_at, provider)
                SELECT id, account_id, 'w', 11, '', CASE WHEN attempts = 0 THEN 'failed'
                       ELSE 'delivered' END, created_at, created_at, created_at, created_at,
                       'p' || attempts FROM asked
                """
                        .formatted(account, number, clock.instant(), apart));
    }

    private static DatabaseClient database() {
        return database;
    }

    private static void sql(String sql) {
        database.sql(sql).then().block();
    }

    private static long number(String sql) {
        return Objects.requireNonNull(
                database.sql(sql)
                        .map(row -> Objects.requireNonNull(row.get(0, Long.class)))
                        .one()
                        .block());
    }
}
