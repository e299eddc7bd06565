package org.otpwidget.server.passkey;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Settings of passkeys.
 *
 * @param publicUrl address of this installation that operators use: passkeys are made for its host
 */
@ConfigurationProperties("otp.passkey")
public record PasskeySettings(String publicUrl) {}
