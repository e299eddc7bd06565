package org.otpwidget.server.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.otpwidget.server.secret.SecretText;

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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "HTTP 400, error 21211: no such number | HTTP 400, error 21211: no such number",
                "undelivered, error 131026 | undelivered, error 131026",
                "error 9876543 | error #",
                "error 919876543210 | error #",
                "error +919876 | error #",
                "error 9198 7654 3210 | error # # #",
                "error 9198-7654 | error #",
                "terror 21211, error: 21211 and error is 21211 | terror #, error: # and error is #",
                "your code 482913 | your code #",
            })
    void keepsTheNumberOfAnError(String words, String kept) {
        assertThat(Reason.of(words)).isEqualTo(kept);
        assertThat(Reason.of(words, SecretText.of("7777"))).isEqualTo(kept);
    }

    @ParameterizedTest
    @ValueSource(strings = {"4829", "48291", "482913", "4829137", "48291376", "482913765"})
    void neverTakesTheCodeForTheNumberOfAnError(String code) {
        assertThat(Reason.of("HTTP 400, error " + code + ": x", SecretText.of(code)))
                .isEqualTo("HTTP 400, error #: x");
        assertThat(Reason.of("error 7" + code, SecretText.of(code))).isEqualTo("error #");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "blocked: https://otp.example/l/Abc-dEf_0123456789abcdefghijklmn",
                "blocked: otp.example%2Fl%2FAbc-dEf_0123456789abcdefghijklmn&x=1"
            })
    void hidesTheSecretOfAMagicLink(String words) {
        var link = SecretText.of("https://otp.example/l/Abc-dEf_0123456789abcdefghijklmn");
        assertThat(Reason.of(words, link)).contains("[hidden]").doesNotContain("Abc-", "klmn");
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
