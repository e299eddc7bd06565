package org.otpwidget.server.webhook.web;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

import org.otpwidget.server.webhook.NewSecret;
import org.otpwidget.server.webhook.Webhook;

/**
 * A webhook with the secret that was just made for it.
 *
 * @param secret shown here and never again
 */
record NewSecretView(@JsonUnwrapped Webhook webhook, String secret) {

    static NewSecretView of(NewSecret made) {
        return new NewSecretView(made.webhook(), made.secret().reveal());
    }

    /** Leaves the secret out. */
    @Override
    public String toString() {
        return "NewSecretView[" + webhook + "]";
    }
}
