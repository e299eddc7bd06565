package org.otpwidget.server.webhook;

import org.otpwidget.server.secret.SecretText;

/**
 * A webhook with a secret that was just made and is never shown again.
 *
 * @param secret {@code whsec_} and 32 random bytes in Base64
 */
public record NewSecret(Webhook webhook, SecretText secret) {}
