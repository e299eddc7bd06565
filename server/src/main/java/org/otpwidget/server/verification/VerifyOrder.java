package org.otpwidget.server.verification;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.secret.SecretText;
import org.otpwidget.server.widget.Widget;

/** One call to verify a code that a visitor typed. */
public record VerifyOrder(
        Widget widget,
        Caller caller,
        String reqId,
        SecretText code,
        @Nullable String idempotencyKey) {}
