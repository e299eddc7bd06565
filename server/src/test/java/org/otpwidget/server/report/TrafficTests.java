package org.otpwidget.server.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.otpwidget.server.report.Matter.Kind;
import org.otpwidget.server.report.Traffic.Day;

import java.util.List;

/** Where a day begins to be unusual. */
class TrafficTests {

    @Test
    void aDayIsHighAboveThreeTimesTheAverageOfTheDaysThatHadAny() {
        var usual = List.of(day(40), day(20));
        assertThat(kinds(new Traffic(day(100), List.of(day(40))))).isEmpty();
        assertThat(kinds(new Traffic(day(120), List.of(day(40))))).isEmpty();
        assertThat(kinds(new Traffic(day(121), List.of(day(40))))).containsExactly(high());
        var high = new Traffic(day(121), usual).matters().getFirst();
        assertThat(high.number()).isEqualTo(121);
        assertThat(high.of()).isEqualTo(30);
    }

    @Test
    void aSmallDayIsNeverHigh() {
        assertThat(kinds(new Traffic(day(99), List.of(day(1))))).isEmpty();
        assertThat(kinds(new Traffic(day(100), List.of(day(1))))).containsExactly(high());
    }

    @Test
    void anAccountWithoutAPastHasNoUsual() {
        assertThat(kinds(new Traffic(day(100_000), List.of()))).isEmpty();
    }

    @Test
    void conversionIsLowBelowHalfOfTheUsualShare() {
        var week = List.of(new Day(1000, 1000, 800));
        assertThat(kinds(new Traffic(new Day(100, 100, 40), week))).isEmpty();
        var low = new Traffic(new Day(100, 100, 39), week).matters();
        assertThat(low).extracting(Matter::kind).containsExactly(Kind.CONVERSION_LOW);
        assertThat(low.getFirst().number()).isEqualTo(39);
        assertThat(low.getFirst().of()).isEqualTo(80);
    }

    @Test
    void whatCanStillBeVerifiedIsNotHeldAgainstTheDay() {
        var week = List.of(new Day(1000, 1000, 800));
        assertThat(kinds(new Traffic(new Day(1000, 99, 0), week))).isEmpty();
        assertThat(kinds(new Traffic(new Day(1000, 100, 0), week)))
                .containsExactly(Kind.CONVERSION_LOW);
        assertThat(kinds(new Traffic(new Day(100, 100, 0), List.of(new Day(99, 99, 99)))))
                .isEmpty();
    }

    private static Day day(long requests) {
        return new Day(requests, requests, requests);
    }

    private static Kind high() {
        return Kind.TRAFFIC_HIGH;
    }

    private static List<Kind> kinds(Traffic traffic) {
        return traffic.matters().stream().map(Matter::kind).toList();
    }
}
