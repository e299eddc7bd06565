package org.otpwidget.server.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.otpwidget.server.delivery.provider.Origin;
import org.otpwidget.server.widget.Channel;

import java.util.List;

class WayTests {

    @ParameterizedTest
    @CsvSource({
        "IN, 919876543210, IN, true",
        "91, 919876543210, IN, true",
        "9198, 919876543210, IN, true",
        "US, 14155550100, US, true",
        "1, 14155550100, US, true",
        "1, 16135550100, CA, true",
        "1, 919876543210, IN, false",
        "GB, 919876543210, IN, false",
        "US, 16135550100, CA, false"
    })
    void isMeantForTheCountriesWhoseNumbersItsProviderIsMeantFor(
            String entry, String number, String country, boolean meant) {
        var provider = FakeKind.provider("a", entry);
        assertThat(provider.isMeantFor(number, country)).isEqualTo(meant);
        assertThat(way(entry).isMeantFor(country)).isEqualTo(meant);
    }

    @Test
    void isMeantForNoCountryInsteadOfAll() {
        assertThat(way().isMeantFor("IN")).isFalse();
        assertThat(way("1876").isMeantFor("US")).isFalse();
    }

    @Test
    void isSpareBehindOneThatTakesTheSame() {
        var india = way("IN");
        var more = way("IN", "LK");
        var all = way();
        var last = new Way(Channel.SMS, FakeKind.provider("b"), Origin.of("B"));
        var ways = List.of(more, india, all, last);
        assertThat(ways.stream().map(way -> Ways.isSpare(way, ways)))
                .containsExactly(false, true, false, true);
    }

    private static Way way(String... countries) {
        return new Way(Channel.SMS, FakeKind.provider("a", countries), Origin.of("A"));
    }
}
