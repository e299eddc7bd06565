package org.otpwidget.server.signincode;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Settings of signing in by a code.
 *
 * @param publicUrl address of this installation that operators use: the widget runs on its pages
 */
@ConfigurationProperties("otp.sign-in-code")
public record SignInCodeSettings(String publicUrl) {}
