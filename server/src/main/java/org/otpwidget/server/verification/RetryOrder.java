package org.otpwidget.server.verification;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.widget.Channel;
import org.otpwidget.server.widget.Widget;

/**
 * One call to resend.
 *
 * @param channel the channel asked for, or null for the one that fits
 */
public record RetryOrder(
        Widget widget,
        Caller caller,
        String reqId,
        @Nullable Channel channel,
        @Nullable String idempotencyKey) {}
