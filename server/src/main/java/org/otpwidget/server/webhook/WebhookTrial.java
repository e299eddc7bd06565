package org.otpwidget.server.webhook;

import org.jspecify.annotations.Nullable;

/**
 * What became of a test event.
 *
 * @param outcome delivered or failed
 * @param status HTTP status of the answer; null: there was none
 * @param reason why there was none
 * @param milliseconds that it took
 */
public record WebhookTrial(
        String outcome, @Nullable Integer status, @Nullable String reason, long milliseconds) {}
