package org.otpwidget.server.dashboard;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/**
 * Says when something was or will be, for {@code parts :: time}.
 *
 * @param now when the page is made
 * @param zone where the account's clocks stand
 */
public record Times(Instant now, ZoneId zone) {

    private static final DateTimeFormatter EXACT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss VV", Locale.ROOT);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyy-MM-dd", Locale.ROOT);
    private static final int MONTH_DAYS = 30;

    /**
     * A distance in time.
     *
     * @param key of the text, which has the number as {@code {0}}
     * @param value a number, or a day
     * @param iso for machines
     * @param exact for people who look twice
     */
    public record Distance(String key, String value, String iso, String exact) {}

    /** How far away a time is. */
    public Distance of(Instant time) {
        var away = Duration.between(time, now).abs();
        String direction = time.isAfter(now) ? "time.in." : "time.ago.";
        if (away.toMinutes() < 1) {
            return distance("time.now", 0, time);
        }
        if (away.toHours() < 1) {
            return distance(direction + "minutes", away.toMinutes(), time);
        }
        if (away.toDays() < 1) {
            return distance(direction + "hours", away.toHours(), time);
        }
        if (away.toDays() < MONTH_DAYS) {
            return distance(direction + "days", away.toDays(), time);
        }
        return new Distance("time.day", DAY.format(here(time)), iso(time), exact(time));
    }

    private Distance distance(String key, long number, Instant time) {
        return new Distance(key, Long.toString(number), iso(time), exact(time));
    }

    private String exact(Instant time) {
        return EXACT.format(here(time));
    }

    private ZonedDateTime here(Instant time) {
        return time.atZone(zone);
    }

    private static String iso(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
