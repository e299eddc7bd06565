package org.otpwidget.server.dashboard;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Settings of the dashboard.
 *
 * @param publicUrl address of this installation that operators use, without a slash at the end
 */
@ConfigurationProperties("otp.dashboard")
public record DashboardSettings(String publicUrl) {}
