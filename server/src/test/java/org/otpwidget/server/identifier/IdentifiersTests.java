package org.otpwidget.server.identifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.otpwidget.server.identifier.Parsed.Accepted;
import org.otpwidget.server.identifier.Parsed.Rejected;

import java.util.Random;

class IdentifiersTests {

    private static final String MOBILE =
            "Enter a mobile number with country code, for example 919999999999";

    @Test
    void theContactPointDecidesWhatIsAccepted() {
        assertThat(Identifiers.parse("ada@example.com", true, true)).isInstanceOf(Accepted.class);
        assertThat(Identifiers.parse("919999999999", true, true)).isInstanceOf(Accepted.class);
        assertThat(Identifiers.parse("ada@example.com", true, false))
                .isEqualTo(new Rejected(MOBILE + "."));
        assertThat(Identifiers.parse("919999999999", false, true))
                .isEqualTo(new Rejected("Enter an e-mail address."));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Identifiers.parse("919999999999", false, false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "\u0000",
                "ada",
                "ada.example.com",
                "' OR 1=1 --",
                "<img src=x onerror=alert(1)>",
                "\u202E\u202Eada",
                "\uD83D\uDE00",
                "{\"$gt\":\"\"}",
                "null"
            })
    void saysWhatItTakesWhenTheInputIsNeither(String raw) {
        assertThat(Identifiers.parse(raw, true, true))
                .isEqualTo(new Rejected(MOBILE + ", or an e-mail address."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"9", "@", " ", "a", "+", "\u202E", "a@", ".", "\uD83D\uDE00", "("})
    void refusesAMegabyteOfAnything(String unit) {
        String raw = unit.repeat(1_000_000 / unit.length());

        assertThat(Identifiers.parse(raw, true, true)).isInstanceOf(Rejected.class);
    }

    @Test
    void alwaysAnswersAndNeverEchoes() {
        var random = new Random(7);
        String alphabet = "09+ -.()/@aZ\u00FC\u00DF\u0966\u202E\u0000<'\"\uD83D\uDE00\u0308\u3002";
        for (int run = 0; run < 200_000; run++) {
            var raw = new StringBuilder();
            for (int length = random.nextInt(1, 24); length > 0; length--) {
                raw.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            switch (Identifiers.parse(raw.toString(), true, true)) {
                case Accepted(Identifier identifier) ->
                        assertThat(Identifiers.parse(identifier.value(), true, true))
                                .isEqualTo(new Accepted(identifier));
                case Rejected(String message) ->
                        assertThat(message).matches("[A-Z][A-Za-z0-9 ,.@+-]+\\.");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ada@example.com, Email[a\u2026@example.com]",
        "a@example.com, Email[\u2026@example.com]",
        "919999999942, Mobile[91\u202642]",
    })
    void printsNoIdentifierInFull(String raw, String printed) {
        assertThat(Identifiers.parse(raw, true, true))
                .isInstanceOfSatisfying(
                        Accepted.class,
                        accepted -> {
                            assertThat(accepted.identifier()).hasToString(printed);
                            assertThat(accepted.toString()).doesNotContain(raw);
                        });
    }

    @Test
    void onlyCanonicalValuesMakeIdentifiers() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Mobile("+91999", "IN"));
        assertThatIllegalArgumentException().isThrownBy(() -> new Mobile("", "IN"));
        assertThatIllegalArgumentException().isThrownBy(() -> new Email("@example.com"));
        assertThat(new Email("ada@example.com").domain()).isEqualTo("example.com");
    }

    @Test
    void warmsUp() {
        WarmUp.load();
    }
}
