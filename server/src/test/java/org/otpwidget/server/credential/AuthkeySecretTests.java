package org.otpwidget.server.credential;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.otpwidget.server.secret.SecretText;
import org.otpwidget.server.secret.Secrets;

import java.util.List;

class AuthkeySecretTests {

    private static final SecretText OLD = SecretText.of("old secret of the tests, long enough..");
    private static final SecretText NEW = SecretText.of("new secret of the tests, long enough..");

    private final AuthkeySecret before = new AuthkeySecret(new Secrets(OLD, List.of()));

    @Test
    void findsKeysAfterTheMasterSecretWasReplaced() {
        String key = before.next();

        assertThat(new AuthkeySecret(new Secrets(NEW, List.of(OLD))).hashes(key))
                .contains(before.hash(key));
        assertThat(new AuthkeySecret(new Secrets(NEW, List.of())).hashes(key))
                .doesNotContain(before.hash(key));
    }

    @Test
    void makesKeysThatNobodyGuesses() {
        assertThat(before.next()).matches("ak_[A-Za-z0-9_-]{43}").isNotEqualTo(before.next());
        assertThat(AuthkeySecret.isUsable(before.next())).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "short",
                "has blank",
                "has\u0000nul",
                "has\nbreak",
                "h\u00fclle-h\u00fclle"
            })
    void knowsWhatIsNoKey(String text) {
        assertThat(AuthkeySecret.isUsable(text)).isFalse();
    }

    @Test
    void keepsKeysOutOfItsTexts() {
        String key = before.next();

        assertThat(AuthkeySecret.hint(key)).hasSize(7);
        assertThat(before.cacheKey(key)).doesNotContain(key.substring(3, 12));
    }
}
