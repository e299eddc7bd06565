package org.otpwidget.server.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReasonTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "550 5.1.1 <ann.b+c@mail.example>: user unknown | 550 5.1.1 <[hidden]>: user"
                        + " unknown",
                "Invalid number +91 99999-99999 | Invalid number #",
                "554 spam: \"482913 is your code\" | 554 spam: \"# is your code\"",
                "421 919999999999 try later | 421 # try later",
            })
    void hidesAddressesAndCodes(String words, String kept) {
        assertThat(Reason.of(words)).isEqualTo(kept);
    }

    @Test
    void isOneShortLine() {
        assertThat(Reason.of("a\r\nb\u0000c\u2028" + "d".repeat(300)))
                .startsWith("a b c d")
                .hasSize(200)
                .endsWith("…");
    }
}
