package org.otpwidget.server.dashboard.home;

import static org.assertj.core.api.Assertions.assertThat;

import static java.time.temporal.ChronoUnit.HOURS;

import org.junit.jupiter.api.Test;
import org.otpwidget.server.report.Lately.Hour;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;

class HourChartTests {

    private static final Instant FIRST = Instant.parse("2026-11-22T18:00:00Z");

    @Test
    void endsAtARoundNumberAboveTheHighestHour() {
        assertThat(chart(1, 1).most()).isEqualTo(1);
        assertThat(chart(7, 0).most()).isEqualTo(7);
        assertThat(chart(10, 0).most()).isEqualTo(10);
        assertThat(chart(11, 0).most()).isEqualTo(12);
        assertThat(chart(61, 0).most()).isEqualTo(80);
        assertThat(chart(81, 0).most()).isEqualTo(100);
        assertThat(chart(1_000_001, 0).most()).isEqualTo(1_200_000);
    }

    @Test
    void showsEvenOneAmongThousands() {
        var bars = chart(4_000, 1).bars();
        assertThat(bars.getFirst().all()).isEqualTo(100);
        assertThat(bars.getFirst().some()).isEqualTo(1);
        assertThat(bars.getLast().all()).isZero();
    }

    @Test
    void tellsTheAccountsTime() {
        var chart = HourChart.of(hours(3, 2), ZoneId.of("Asia/Kolkata"));
        assertThat(chart.clocks()).containsExactly("23:30", "05:30", "11:30", "17:30");
        assertThat(chart.bars()).extracting(HourChart.Bar::x).startsWith(0, 10).endsWith(240);
        assertThat(chart.width()).isEqualTo(250);
    }

    @Test
    void tellsApartTheHourThatClocksShowTwice() {
        var hours =
                IntStream.range(0, 5)
                        .mapToObj(at -> Instant.parse("2026-10-24T23:00:00Z").plus(at, HOURS))
                        .map(begin -> new Hour(begin, 1, 1))
                        .toList();
        assertThat(HourChart.of(hours, ZoneId.of("Europe/Rome")).bars())
                .extracting(HourChart.Bar::clock)
                .containsExactly("01:00", "02:00 +02:00", "02:00 +01:00", "03:00", "04:00");
    }

    @Test
    void hasNoHeightWhenNobodyAsked() {
        var chart = chart(0, 0);
        assertThat(chart.most()).isZero();
        assertThat(chart.bars()).allMatch(bar -> bar.all() == 0 && bar.some() == 0);
    }

    private static HourChart chart(long requests, long verified) {
        return HourChart.of(hours(requests, verified), ZoneOffset.UTC);
    }

    /** 25 hours, all quiet but the first. */
    private static List<Hour> hours(long requests, long verified) {
        return IntStream.range(0, 25)
                .mapToObj(
                        at ->
                                at == 0
                                        ? new Hour(FIRST, requests, verified)
                                        : new Hour(FIRST.plus(Duration.ofHours(at)), 0, 0))
                .toList();
    }
}
