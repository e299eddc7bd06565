package org.otpwidget.server.credential;

import org.otpwidget.server.secret.SecretText;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How the first account comes about.
 *
 * @param bootstrapAuthkey becomes the first admin authkey, when no other works; empty: a random one
 *     in the data folder
 */
@ConfigurationProperties("otp")
record AccountSettings(SecretText bootstrapAuthkey) {}
