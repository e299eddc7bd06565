package org.otpwidget.server.delivery.vonage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.otpwidget.server.delivery.provider.Hmac;
import org.otpwidget.server.secret.SecretText;

import java.util.HexFormat;

/** Vonage publishes no signed example; its parts are standards, which have some. */
class SignedWebhookTests {

    /** RFC 4231, test case 2. */
    @Test
    void hashesWithAKeyAsTheStandardDoes() {
        assertThat(
                        HexFormat.of()
                                .formatHex(
                                        Hmac.SHA256.of(
                                                "what do ya want for nothing?",
                                                SecretText.of("Jefe"))))
                .isEqualTo("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    }

    @Test
    void believesNothingWithoutASecretOrAToken() {
        byte[] body = {};
        assertThat(SignedWebhook.isGenuine("Bearer a.b.c", body, SecretText.of(""))).isFalse();
        assertThat(SignedWebhook.isGenuine("", body, SecretText.of("s"))).isFalse();
        assertThat(SignedWebhook.isGenuine("Basic YTpi", body, SecretText.of("s"))).isFalse();
    }
}
