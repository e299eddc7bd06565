package org.otpwidget.server.report;

import static org.otpwidget.server.database.Column.required;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.report.Lately.Hour;
import org.otpwidget.server.report.Lately.Messages;
import org.otpwidget.server.report.Traffic.Day;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;

import reactor.core.publisher.Mono;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

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
        return Mono.zip(
                requests(accountId, now),
                messages(accountId, now),
                (parts, messages) -> new Lately(traffic(parts), hours(parts, now), messages));
    }

    /** Counts the next hour that is over; whether there was one. */
    Mono<Boolean> countHour() {
        return database.sql(FigureSql.COUNT)
                .bind("now", clock.instant())
                .map(row -> required(row, "counted", Boolean.class))
                .one();
    }

    /**
     * Some requests.
     *
     * @param ago how many days before today they were
     * @param hour of today, from the epoch; null for other days
     */
    private record Part(int ago, @Nullable Long hour, Day sum) {}

    private Mono<List<Part>> requests(long accountId, Instant now) {
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
                                new Part(
                                        required(row, "ago", Integer.class),
                                        row.get("hour", Long.class),
                                        new Day(
                                                required(row, "requests", Long.class),
                                                required(row, "settled", Long.class),
                                                required(row, "verified", Long.class))))
                .all()
                .collectList();
    }

    private static Traffic traffic(List<Part> parts) {
        var days = new TreeMap<Integer, Day>();
        parts.forEach(part -> days.merge(part.ago(), part.sum(), Day::plus));
        var today = days.remove(0);
        return new Traffic(today == null ? Day.NONE : today, List.copyOf(days.values()));
    }

    /** Every hour from the one that the last day began in until now's. */
    private static List<Hour> hours(List<Part> parts, Instant now) {
        var counted = new HashMap<Instant, Day>();
        for (var part : parts) {
            if (part.hour() != null) {
                counted.put(Instant.EPOCH.plus(part.hour(), ChronoUnit.HOURS), part.sum());
            }
        }
        var day = now.minus(DAY);
        var first = day.truncatedTo(ChronoUnit.HOURS);
        return Stream.iterate(first, hour -> !hour.isAfter(now), hour -> hour.plus(HOUR))
                .map(
                        hour ->
                                hour(
                                        hour.isBefore(day) ? day : hour,
                                        counted.getOrDefault(hour, Day.NONE)))
                .toList();
    }

    private static Hour hour(Instant begin, Day sum) {
        return new Hour(begin, sum.requests(), sum.verified());
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
