package org.otpwidget.server.accesstoken;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.otpwidget.server.accesstoken.Samples.CLAIMS;
import static org.otpwidget.server.accesstoken.Samples.NOW;
import static org.otpwidget.server.accesstoken.Samples.SETTINGS;

import com.nimbusds.jose.util.Base64URL;

import org.junit.jupiter.api.Test;
import org.otpwidget.server.accesstoken.Rejected.Reason;
import org.otpwidget.server.widget.Channel;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.temporal.ChronoUnit;

class AccessTokensTests {

    private final MovableClock clock = new MovableClock(NOW);
    private final SigningKey key = Samples.key(1);
    private final AccessTokens tokens = Samples.tokens(clock, key);

    @Test
    void provesWhatWasIssued() {
        Verdict verdict = tokens.verify(tokens.issue(CLAIMS));

        assertThat(verdict).isInstanceOf(Proof.class);
        var proof = (Proof) verdict;
        assertThat(proof.claims())
                .usingRecursiveComparison()
                .isEqualTo(Samples.claims("919999999999", NOW.truncatedTo(ChronoUnit.SECONDS)));
        assertThat(proof.issuer()).isEqualTo("https://otp.example.com");
        assertThat(proof.id()).hasSize(22);
        assertThat(proof.expiresAt()).isEqualTo("2026-11-22T10:05:00Z");
    }

    @Test
    void writesTheClaimsOfTheContract() {
        String[] parts = tokens.issue(CLAIMS).split("\\.", -1);

        assertThat(new Base64URL(parts[0]).decodeToString())
                .isEqualTo(
                        "{\"kid\":\"%s\",\"typ\":\"JWT\",\"alg\":\"EdDSA\"}".formatted(key.kid()));
        assertThat(new Base64URL(parts[1]).decodeToString())
                .isEqualTo(
                        """
                        {"iss":"https://otp.example.com","aud":"3465756a3173343636383032",\
                        "sub":"919999999999","jti":"%s","iat":1795341600,"exp":1795341900,\
                        "channel":"sms","reqId":"6b49d200aabbccddeeff0011"}\
                        """
                                .formatted(key.tokenId(CLAIMS.reqId())));
    }

    @Test
    void issuesTheSameTokenAgain() {
        String first = tokens.issue(CLAIMS);
        clock.move(Duration.ofMinutes(2));

        assertThat(tokens.issue(CLAIMS)).isEqualTo(first);
        assertThat(Samples.tokens(clock, Samples.key(1)).issue(CLAIMS)).isEqualTo(first);
    }

    @Test
    void namesTheTokensOfTwoRequestsDifferently() {
        assertThat(key.tokenId("6b49d200aabbccddeeff0011"))
                .isNotEqualTo(key.tokenId("6b49d200aabbccddeeff0012"));
    }

    @Test
    void marksDemoCredentials() {
        var demo = new Claims("r", "w", "919999999999", Channel.EMAIL, NOW, false, true);

        String token = tokens.issue(demo);

        assertThat(new Base64URL(token.split("\\.", -1)[1]).decodeToString())
                .endsWith("\"channel\":\"email\",\"reqId\":\"r\",\"demo\":true}");
        assertThat(((Proof) tokens.verify(token)).claims().demo()).isTrue();
    }

    @Test
    void carriesAnyIdentifierUnharmed() {
        String odd = "\"o'neil\\\u0001<b>\"@exämple.com \uD83D\uDE00";

        var proof = (Proof) tokens.verify(tokens.issue(Samples.claims(odd, NOW)));

        assertThat(proof.claims().identifier()).isEqualTo(odd);
    }

    @Test
    void acceptsTheLongestIdentifier() {
        String longest = "a".repeat(64) + "@" + "b".repeat(255);

        String token = tokens.issue(Samples.claims(longest, NOW));

        assertThat(token.length()).isLessThan(1_000);
        assertThat(tokens.verify(token)).isInstanceOf(Proof.class);
    }

    @Test
    void holdsUntilItsExpiryAndNotLonger() {
        String token = tokens.issue(CLAIMS);

        clock.move(Duration.between(NOW, NOW.truncatedTo(ChronoUnit.SECONDS)));
        clock.move(SETTINGS.lifetime().minusMillis(1));
        assertThat(tokens.verify(token)).isInstanceOf(Proof.class);

        clock.move(Duration.ofMillis(1));
        assertThat(tokens.verify(token)).isEqualTo(new Rejected(Reason.EXPIRED));
    }

    @Test
    void keepsKeysNoLongerThanAMinuteWithoutLooking() {
        assertThatThrownBy(
                        () ->
                                new AccessTokenSettings(
                                        SETTINGS.issuer(),
                                        SETTINGS.lifetime(),
                                        SETTINGS.keyLifetime(),
                                        SETTINGS.keyLead(),
                                        Duration.ofSeconds(61)))
                .hasMessageContaining("otp.access-token.key-reload");
    }

    @Test
    void refusesATokenOfAnotherIssuerName() {
        var renamed =
                new AccessTokenSettings(
                        "https://other.example.com",
                        SETTINGS.lifetime(),
                        SETTINGS.keyLifetime(),
                        SETTINGS.keyLead(),
                        SETTINGS.keyReload());

        String token = Samples.tokens(clock, renamed, key).issue(CLAIMS);

        assertThat(tokens.verify(token)).isEqualTo(new Rejected(Reason.WRONG_ISSUER));
    }

    @Test
    void refusesATokenWithAnyCharacterChanged() {
        String token = tokens.issue(CLAIMS);

        for (int i = 0; i < token.length(); i++) {
            for (char other : new char[] {'A', 'Q', '_', '.', '=', '?', 'é'}) {
                if (other != token.charAt(i)) {
                    String tampered = token.substring(0, i) + other + token.substring(i + 1);
                    assertThat(tokens.verify(tampered)).as(tampered).isInstanceOf(Rejected.class);
                }
            }
        }
    }

    @Test
    void refusesATokenCutOrExtendedAnywhere() {
        String token = tokens.issue(CLAIMS);

        for (int i = 0; i < token.length(); i++) {
            assertThat(tokens.verify(token.substring(0, i))).isInstanceOf(Rejected.class);
            assertThat(tokens.verify(token.substring(0, i) + "A" + token.substring(i)))
                    .isInstanceOf(Rejected.class);
        }
        assertThat(tokens.verify(token + "=")).isInstanceOf(Rejected.class);
        assertThat(tokens.verify(token + "A")).isInstanceOf(Rejected.class);
        assertThat(tokens.verify(" " + token)).isInstanceOf(Rejected.class);
    }

    @Test
    void refusesAnotherSpellingOfTheSameSignature() {
        String token = tokens.issue(CLAIMS);
        byte[] signature = new Base64URL(token.substring(token.lastIndexOf('.') + 1)).decode();
        char last = token.charAt(token.length() - 1);

        String respelled = token.substring(0, token.length() - 1) + (char) (last + 1);

        assertThat(new Base64URL(respelled.substring(respelled.lastIndexOf('.') + 1)).decode())
                .isEqualTo(signature);
        assertThat(tokens.verify(respelled)).isEqualTo(new Rejected(Reason.BAD_SIGNATURE));
    }

    @Test
    void refusesAnotherKeysSignatureUnderAKnownName() {
        String forged =
                Samples.tokens(clock, Samples.key(2))
                        .issue(CLAIMS)
                        .replaceFirst("^[^.]+", key.header());

        assertThat(tokens.verify(forged)).isEqualTo(new Rejected(Reason.BAD_SIGNATURE));
    }

    @Test
    void refusesAnUnknownKey() {
        String foreign = Samples.tokens(clock, Samples.key(2)).issue(CLAIMS);

        assertThat(tokens.verify(foreign)).isEqualTo(new Rejected(Reason.UNKNOWN_KEY));
    }

    @Test
    void refusesWhatIsTooLongBeforeLookingAtIt() {
        String token = tokens.issue(Samples.claims("a".repeat(4_096), NOW));

        assertThat(tokens.verify(token)).isEqualTo(new Rejected(Reason.MALFORMED));
    }

    @Test
    void refusesWhatIsNoToken() {
        for (String text :
                new String[] {"", ".", "..", "...", "a.b", "a.b.c", "\u0000.\u0000.\n"}) {
            assertThat(tokens.verify(text)).isEqualTo(new Rejected(Reason.MALFORMED));
        }
    }

    @Test
    void showsNoIdentifierWherePrinted() {
        var proof = (Proof) tokens.verify(tokens.issue(CLAIMS));

        assertThat(CLAIMS.toString() + proof).doesNotContain("919999999999");
    }

    @Test
    void keepsASignatureFromBeingMovedToOtherClaims() {
        String one = tokens.issue(CLAIMS);
        String two = tokens.issue(Samples.claims("918888888888", NOW));

        String mixed = one.substring(0, one.lastIndexOf('.')) + two.substring(two.lastIndexOf('.'));

        assertThat(one.getBytes(StandardCharsets.US_ASCII)).hasSizeLessThan(500);
        assertThat(tokens.verify(mixed)).isEqualTo(new Rejected(Reason.BAD_SIGNATURE));
    }
}
