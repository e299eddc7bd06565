package org.otpwidget.server.report;

import org.otpwidget.server.report.Matter.Kind;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An account's requests of the last day and of the seven days before it.
 *
 * @param today the last 24 hours
 * @param before those of the days before that had any requests
 */
record Traffic(Day today, List<Day> before) {

    /** Less in a day says nothing. */
    static final long LEAST = 100;

    /** How often the usual number is unusual. */
    static final long TIMES = 3;

    /**
     * One day.
     *
     * @param requests all that were asked for
     * @param settled those whose end is known: verified, or over
     * @param verified of these
     */
    record Day(long requests, long settled, long verified) {

        static final Day NONE = new Day(0, 0, 0);

        Day plus(Day other) {
            return new Day(
                    requests + other.requests, settled + other.settled, verified + other.verified);
        }

        private long conversion() {
            return Math.round(100.0 * verified / settled);
        }
    }

    /** What is unlike the days before; nothing while there were none. */
    List<Matter> matters() {
        return Stream.of(high(), low()).flatMap(Optional::stream).toList();
    }

    /** Compared with the average of the days that had any, so that a young account has a usual. */
    private Optional<Matter> high() {
        if (before.isEmpty()) {
            return Optional.empty();
        }
        long all = week().requests();
        boolean isHigh =
                today.requests() >= LEAST && today.requests() * before.size() > TIMES * all;
        return isHigh
                ? Optional.of(
                        Matter.of(
                                Kind.TRAFFIC_HIGH,
                                today.requests(),
                                Math.round((double) all / before.size())))
                : Optional.empty();
    }

    /** Below half of the usual share; what can still be verified is left out. */
    private Optional<Matter> low() {
        var week = week();
        boolean isLow =
                today.settled() >= LEAST
                        && week.settled() >= LEAST
                        && 2 * today.verified() * week.settled()
                                < week.verified() * today.settled();
        return isLow
                ? Optional.of(Matter.of(Kind.CONVERSION_LOW, today.conversion(), week.conversion()))
                : Optional.empty();
    }

    private Day week() {
        return before.stream().reduce(Day.NONE, Day::plus);
    }
}
