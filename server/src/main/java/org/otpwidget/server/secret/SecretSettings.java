package org.otpwidget.server.secret;

import org.springframework.boot.context.properties.ConfigurationProperties;

import java.util.List;

/**
 * The master secret, now and before.
 *
 * @param secret what keys are derived from; empty to generate one beside an embedded database
 * @param previousSecrets former ones, in any order, for values that were made under them
 */
@ConfigurationProperties("otp")
public record SecretSettings(SecretText secret, List<SecretText> previousSecrets) {

    public SecretSettings {
        previousSecrets = List.copyOf(previousSecrets);
    }
}
