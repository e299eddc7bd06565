package org.otpwidget.server.verification.live;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * What became of one message.
 *
 * @param channel code of the channel
 * @param status queued, sent, delivered, failed or expired
 * @param at since when
 * @param cause why it can never arrive: bad_recipient, unsubscribed or refused; else null
 */
public record LiveMessage(String channel, String status, Instant at, @Nullable String cause) {}
