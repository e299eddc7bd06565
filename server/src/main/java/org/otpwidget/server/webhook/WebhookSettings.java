package org.otpwidget.server.webhook;

import org.springframework.boot.context.properties.ConfigurationProperties;

import java.time.Duration;

/**
 * Settings about webhooks.
 *
 * @param drainTime how long a server that stops waits for answers
 * @param retention how long deliveries are kept
 */
@ConfigurationProperties("otp.webhook")
record WebhookSettings(Duration drainTime, Duration retention) {}
