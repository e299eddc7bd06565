package org.otpwidget.server.report;

import static org.otpwidget.server.database.Column.required;

import org.otpwidget.server.report.Traffic.Day;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts an account's requests by day. The week before today is counted once in a while: it hardly
 * changes, and is many rows.
 */
@Component
class Days {

    private static final int WEEK = 7;
    private static final Duration KEPT = Duration.ofMinutes(15);
    private static final int MOST_KEPT = 1000;

    private final Map<Long, Week> weeks = new ConcurrentHashMap<>();
    private final DatabaseClient database;
    private final Clock clock;

    Days(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    private record Week(List<Day> days, Instant at) {}

    /** The last day, and those of the week before it that had requests. */
    Mono<Traffic> traffic(long accountId, Instant now) {
        var yesterday = now.minus(Duration.ofDays(1));
        return Mono.zip(
                        count(accountId, yesterday, now.plus(Duration.ofDays(1)), now)
                                .reduce(Day.NONE, Day::plus),
                        week(accountId, yesterday))
                .map(both -> new Traffic(both.getT1(), both.getT2()));
    }

    private Mono<List<Day>> week(long accountId, Instant end) {
        var known = weeks.get(accountId);
        if (known != null && known.at().plus(KEPT).isAfter(clock.instant())) {
            return Mono.just(known.days());
        }
        return count(accountId, end.minus(Duration.ofDays(WEEK)), end, clock.instant())
                .collectList()
                .doOnNext(days -> keep(accountId, days));
    }

    private Flux<Day> count(long accountId, Instant from, Instant until, Instant now) {
        return database.sql(AttentionSql.DAYS)
                .bind("account", accountId)
                .bind("from", Attention.idAt(from))
                .bind("until", Attention.idAt(until))
                .bind("end", until)
                .bind("now", now)
                .map(
                        row ->
                                new Day(
                                        required(row, "requests", Long.class),
                                        required(row, "settled", Long.class),
                                        required(row, "verified", Long.class)))
                .all();
    }

    /** Forgetting all now and then is simpler than choosing, and costs a count each. */
    private void keep(long accountId, List<Day> days) {
        if (weeks.size() >= MOST_KEPT) {
            weeks.clear();
        }
        weeks.put(accountId, new Week(days, clock.instant()));
    }
}
