package org.otpwidget.server.identifier;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.otpwidget.server.identifier.Parsed.Accepted;
import org.otpwidget.server.identifier.Parsed.Rejected;

import java.util.stream.Stream;

class EmailParsingTests {

    @ParameterizedTest
    @CsvSource({
        "ada@example.com, ada@example.com",
        "Ada.Lovelace+news@Example.COM, ada.lovelace+news@example.com",
        "' ada@example.com\t\n', ada@example.com",
        "\u200E\u2068ada@example.com\u2069, ada@example.com",
        "\uFEFFada@example.com\u00A0, ada@example.com",
        "o'neil_{x}~=/?^`|*&%$#!-@a-b.example, o'neil_{x}~=/?^`|*&%$#!-@a-b.example",
        "ada@M\u00FCnchen.de, ada@xn--mnchen-3ya.de",
        "ada@Mu\u0308nchen.de, ada@xn--mnchen-3ya.de",
        "ada@xn--mnchen-3ya.de, ada@xn--mnchen-3ya.de",
        "ada@\u0909\u0926\u093E\u0939\u0930\u0923.\u092D\u093E\u0930\u0924,"
                + " ada@xn--p1b6ci4b4b3a.xn--h2brj9c",
        "ada@\uFF45xample\u3002com, ada@example.com",
        "J\u00D6RG@example.com, j\u00F6rg@example.com",
        "Jo\u0308rg@example.com, j\u00F6rg@example.com",
        "\u0905\u0921\u093E@example.com, \u0905\u0921\u093E@example.com",
        "1@2.example.co.uk, 1@2.example.co.uk",
    })
    void oneAddressHasOneSpelling(String written, String value) {
        assertThat(parse(written)).isEqualTo(new Accepted(new Email(value)));
        assertThat(parse(value)).isEqualTo(new Accepted(new Email(value)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "@example.com",
                ".ada@example.com",
                "ada.@example.com",
                "a..da@example.com",
                "ada lovelace@example.com",
                "\"ada\"@example.com",
                "ada(comment)@example.com",
                "Ada <ada@example.com>",
                "ada\r\nBcc:bob@example.com",
                "ada\u0000@example.com",
                "a\u202Eda@example.com",
                "a\u200Bda@example.com",
                "\uD83D\uDE00@example.com",
                "\uD83D@example.com",
                "<script>alert(1)</script>@example.com",
                "ada;DROP TABLE@example.com",
                "a,b@example.com",
                "ada\\@example.com",
                "aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeeffffffffffggggg@example.com",
            })
    void refusesABadLocalPart(String written) {
        assertThat(parse(written))
                .isEqualTo(new Rejected("Check the part of the e-mail address before the @."));
    }

    @ParameterizedTest
    @MethodSource("badDomains")
    void refusesABadDomain(String domain) {
        assertThat(parse("ada@" + domain))
                .isEqualTo(new Rejected("Check the part of the e-mail address after the @."));
    }

    static Stream<String> badDomains() {
        return Stream.of(
                "",
                ".",
                "localhost",
                "example.com.",
                ".example.com",
                "example..com",
                "-example.com",
                "example-.com",
                "example.c",
                "exa mple.com",
                "exa_mple.com",
                "127.0.0.1",
                "[127.0.0.1]",
                "[IPv6:::1]",
                "example.com(comment)",
                "example.com>",
                "example.com\u0000",
                "ex\u00ADample.com",
                "stra\u00DFe.de",
                "na\u200Dme.example",
                "\u2764.ws",
                "\uD83D\uDE00.example",
                "\uDC00.example",
                "a".repeat(64) + ".example",
                "\u00FC".repeat(63) + ".example",
                "abcdefghi.".repeat(25) + "example");
    }

    @Test
    void refusesSeveralAddresses() {
        assertThat(parse("ada@example.com@example.org"))
                .isEqualTo(new Rejected("Enter one e-mail address, with a single @."));
    }

    @Test
    void refusesAnAddressThatNoMailServerTakes() {
        assertThat(parse("a".repeat(64) + "@" + "abcdefghi.".repeat(17) + "example.com"))
                .isInstanceOf(Accepted.class);
        assertThat(parse("a".repeat(64) + "@" + "abcdefghi.".repeat(18) + "example.com"))
                .isEqualTo(new Rejected("This e-mail address is too long."));
    }

    @Test
    void everyAcceptedCharacterParsesToItself() {
        for (int character = 0; character <= Character.MAX_CODE_POINT; character++) {
            if (!Character.isDefined(character)) {
                continue;
            }
            String typed = Character.toString(character);
            assertStable("a" + typed + "z@example.com");
            if (character <= 0xFFFF) {
                assertStable("a@b" + typed + "y.example");
            }
        }
    }

    private static void assertStable(String written) {
        if (parse(written) instanceof Accepted(Identifier once)
                && !parse(once.value()).equals(new Accepted(once))) {
            throw new AssertionError(
                    written + " becomes " + once.value() + ", then " + parse(once.value()));
        }
    }

    private static Parsed parse(String raw) {
        return Identifiers.parse(raw, false, true);
    }
}
