package org.otpwidget.server.delivery;

import org.springframework.boot.context.properties.ConfigurationProperties;

import java.time.Duration;

/**
 * Settings of the outbox.
 *
 * @param drainTime how long a server that stops goes on sending what it holds
 * @param retention how long the records of messages are kept
 */
@ConfigurationProperties("otp.outbox")
record OutboxSettings(Duration drainTime, Duration retention) {}
