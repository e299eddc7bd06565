package org.otpwidget.server.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressesTests {

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 192.0.2.1",
        "::ffff:192.0.2.1, 192.0.2.1",
        "2001:DB8::1, 2001:db8::1",
        "2001:db8:0:0:1:0:0:0, 2001:db8:0:0:1::",
        "::, ::",
        "::1, ::1",
        "fe80::, fe80::",
        "1:2:3:4:5:6:7:8, 1:2:3:4:5:6:7:8",
        "1:0:3:4:5:6:7:8, 1:0:3:4:5:6:7:8"
    })
    void readsAndWrites(String text, String written) {
        assertThat(Addresses.parse(text).map(Addresses::format)).contains(written);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "127.1",
                "1",
                "256.0.0.1",
                "1.2.3.4.5",
                "0x7f.0.0.1",
                "localhost",
                "example.com",
                ":",
                ":::",
                "1::2::3",
                "12345::",
                "fe80::1%eth0",
                " 192.0.2.1",
                "192.0.2.1:80",
                "[::1]",
                "192.0.2.1\u0000"
            })
    void refusesEverythingElse(String text) {
        assertThat(Addresses.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 192.0.2.1",
        "2001:db8:1:2:3:4:5:6, 2001:db8:1:2::",
        "2001:db8:1:2::, 2001:db8:1:2::",
        "::ffff:192.0.2.1, 192.0.2.1"
    })
    void limitsIpv6ByNetwork(String text, String counted) {
        assertThat(Addresses.parse(text).map(Addresses::forLimits).map(Addresses::format))
                .contains(counted);
    }
}
