package org.otpwidget.server.webhook;

import org.otpwidget.server.secret.Purpose;
import org.otpwidget.server.secret.Sealed;
import org.otpwidget.server.secret.Secrets;

import java.nio.charset.StandardCharsets;

/** Seals signing secrets, each bound to its webhook. */
final class SecretBox {

    private final Secrets secrets;

    SecretBox(Secrets secrets) {
        this.secrets = secrets;
    }

    byte[] seal(String webhookId, SigningSecret secret) {
        return secrets.seal(Purpose.WEBHOOK, secret.bytes(), bytes(webhookId)).bytes();
    }

    /**
     * Opens what was sealed.
     *
     * @throws org.otpwidget.server.secret.SealBrokenException when the master secret that it was
     *     sealed under is gone
     */
    SigningSecret open(String webhookId, byte[] sealed) {
        return SigningSecret.of(secrets.open(Purpose.WEBHOOK, Sealed.of(sealed), bytes(webhookId)));
    }

    private static byte[] bytes(String id) {
        return id.getBytes(StandardCharsets.UTF_8);
    }
}
