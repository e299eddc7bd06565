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
                "550 <ann.b>: no such mailbox | 550 <[hidden]>: no such mailbox",
                "550 <\"ann b\"@mail.example> unknown | 550 <[hidden]> unknown",
                "550 <\"ann b\"> unknown | 550 <[hidden]> unknown",
                "550 <\"ann\\\"<b>\"@mail.example> unknown | 550 <[hidden]> unknown",
                "550 \"ann b\"@mail.example unknown | 550 [hidden] unknown",
                "550 <ann@b@mail.example> unknown | 550 <[hidden]> unknown",
                "550 <> 1 < 2 and 3 > 2 | 550 <[hidden]> 1 < 2 and 3 > 2",
            })
    void hidesAddressesAndCodes(String words, String kept) {
        assertThat(Reason.of(words)).isEqualTo(kept);
    }

    @Test
    void hidesAnAddressThatHasNoEnd() {
        assertThat(Reason.of("550 <ann.b")).isEqualTo("550 <[hidden]>");
        assertThat(Reason.of("550 <" + "ann\"\\".repeat(100_000))).isEqualTo("550 <[hidden]>");
    }

    @Test
    void isOneShortLine() {
        assertThat(Reason.of("a\r\nb\u0000c\u2028" + "d".repeat(300)))
                .startsWith("a b c d")
                .hasSize(200)
                .endsWith("…");
    }
}
