package org.otpwidget.server.report;

import static org.otpwidget.server.database.Column.required;

import org.otpwidget.server.report.Lately.Messages;
import org.otpwidget.server.report.Traffic.Day;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;

import reactor.core.publisher.Mono;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What happened lately, in numbers. */
@Component
public class Figures {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration WEEK = Duration.ofDays(7);

    private final DatabaseClient database;
    private final Clock clock;

    Figures(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** What an account had in the 24 hours until now, and its requests of the week before. */
    public Mono<Lately> lately(long accountId) {
        var now = clock.instant();
        return Mono.zip(traffic(accountId, now), messages(accountId, now), Lately::new);
    }

    /** Counts the next hour that is over; whether there was one. */
    Mono<Boolean> countHour() {
        return database.sql(FigureSql.COUNT)
                .bind("now", clock.instant())
                .map(row -> required(row, "counted", Boolean.class))
                .one();
    }

    private Mono<Traffic> traffic(long accountId, Instant now) {
        var day = now.minus(DAY);
        return database.sql(FigureSql.REQUESTS)
                .bind("account", accountId)
                .bind("day", day)
                .bind("split", day.truncatedTo(ChronoUnit.HOURS))
                .bind("from", fullHour(day.minus(WEEK)))
                .bind("now", now)
                .bind("end", now.plus(DAY))
                .map(
                        row ->
                                Map.entry(
                                        required(row, "ago", Integer.class),
                                        new Day(
                                                required(row, "requests", Long.class),
                                                required(row, "settled", Long.class),
                                                required(row, "verified", Long.class))))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue, TreeMap::new)
                .map(Figures::traffic);
    }

    private static Traffic traffic(Map<Integer, Day> days) {
        var today = days.remove(0);
        return new Traffic(today == null ? Day.NONE : today, List.copyOf(days.values()));
    }

    private Mono<List<Messages>> messages(long accountId, Instant now) {
        var day = now.minus(DAY);
        return database.sql(FigureSql.MESSAGES)
                .bind("account", accountId)
                .bind("day", day)
                .bind("from", fullHour(day))
                .bind("now", now)
                .bind("end", now.plus(DAY))
                .map(
                        row ->
                                new Messages(
                                        row.get("id", String.class),
                                        row.get("name", String.class),
                                        required(row, "sent", Long.class),
                                        required(row, "delivered", Long.class),
                                        required(row, "failed", Long.class),
                                        required(row, "tried", Long.class),
                                        required(row, "refused", Long.class)))
                .all()
                .collectList();
    }

    /** The first full hour that does not begin before a time. */
    private static Instant fullHour(Instant time) {
        var begun = time.truncatedTo(ChronoUnit.HOURS);
        return begun.equals(time) ? time : begun.plus(HOUR);
    }
}
