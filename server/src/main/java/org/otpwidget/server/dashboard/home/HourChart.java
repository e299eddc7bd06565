package org.otpwidget.server.dashboard.home;

import org.otpwidget.server.report.Lately.Hour;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * The last day as bars, one for each hour. Templates read public methods only.
 *
 * @param most what a bar as high as the picture stands for; 0 where nothing happened
 */
record HourChart(List<Bar> bars, long most) {

    private static final int STEP = 10;
    private static final int HEIGHT = 100;
    private static final int HOURS_BETWEEN_CLOCKS = 6;
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final DateTimeFormatter OFFSET =
            DateTimeFormatter.ofPattern(" xxx", Locale.ROOT);

    /** Ends of an axis that people read easily; and so are these ten times, a hundred times … */
    private static final List<Integer> ROUND = List.of(10, 12, 15, 20, 25, 30, 40, 50, 60, 80);

    /**
     * An hour; lengths are parts of the picture's.
     *
     * @param clock when it began, on the account's clocks, with their offset where the hour before
     *     or after has the same clock: where they are set back
     * @param x where it stands
     * @param all height for its requests
     * @param some height for the verified ones of them
     */
    record Bar(String clock, int x, long all, long some, long requests, long verified) {}

    /** Draws hours, the oldest first. */
    static HourChart of(List<Hour> hours, ZoneId zone) {
        long most = round(hours.stream().mapToLong(Hour::requests).max().orElse(0));
        var bars =
                IntStream.range(0, hours.size())
                        .mapToObj(at -> bar(hours.get(at), at * STEP, most, clock(hours, at, zone)))
                        .toList();
        return new HourChart(bars, most);
    }

    /** How wide the picture is. */
    public int width() {
        return bars.size() * STEP;
    }

    /** How high it is. */
    public int height() {
        return HEIGHT;
    }

    /** How much room an hour has. */
    public int step() {
        return STEP;
    }

    /** What stands below the bars, as far apart as six of them. */
    public List<String> clocks() {
        return IntStream.range(0, bars.size() / HOURS_BETWEEN_CLOCKS)
                .mapToObj(at -> bars.get(at * HOURS_BETWEEN_CLOCKS).clock())
                .toList();
    }

    private static String clock(List<Hour> hours, int at, ZoneId zone) {
        var begin = hours.get(at).begin().atZone(zone);
        String clock = CLOCK.format(begin);
        boolean twice =
                IntStream.of(at - 1, at + 1)
                        .filter(next -> next >= 0 && next < hours.size())
                        .mapToObj(next -> CLOCK.format(hours.get(next).begin().atZone(zone)))
                        .anyMatch(clock::equals);
        return twice ? clock + OFFSET.format(begin) : clock;
    }

    private static Bar bar(Hour hour, int x, long most, String clock) {
        return new Bar(
                clock,
                x,
                part(hour.requests(), most),
                part(hour.verified(), most),
                hour.requests(),
                hour.verified());
    }

    /** A single one can be seen, too. */
    private static long part(long number, long most) {
        return number == 0 ? 0 : Math.max(1, Math.round((double) HEIGHT * number / most));
    }

    private static long round(long number) {
        if (number < ROUND.getFirst()) {
            return number;
        }
        return LongStream.iterate(1, ten -> ten * 10)
                .flatMap(ten -> ROUND.stream().mapToLong(digit -> digit * ten))
                .filter(end -> end >= number)
                .findFirst()
                .orElseThrow();
    }
}
