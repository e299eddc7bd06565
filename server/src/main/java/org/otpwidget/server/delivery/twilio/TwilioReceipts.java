package org.otpwidget.server.delivery.twilio;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.delivery.provider.FormBody;
import org.otpwidget.server.delivery.provider.ProviderSettings;
import org.otpwidget.server.delivery.provider.Receipt;
import org.otpwidget.server.delivery.provider.ReceiptOutcome;
import org.otpwidget.server.delivery.provider.ReceiptRequest;
import org.otpwidget.server.delivery.provider.VendorWords;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

/** Status callbacks of messages and calls. */
record TwilioReceipts(ProviderSettings settings) {

    ReceiptOutcome read(ReceiptRequest request) {
        FormBody form;
        try {
            form = FormBody.parse(request.text());
        } catch (IllegalArgumentException _) {
            return new ReceiptOutcome.Forged();
        }
        if (!settings.hasSecret("authToken")
                || !TwilioSignature.isGenuine(
                        request.header("X-Twilio-Signature"),
                        request.url(),
                        form,
                        settings.secret("authToken"))) {
            return new ReceiptOutcome.Forged();
        }
        boolean call = !form.first("CallSid").isEmpty();
        String sid = form.first(call ? "CallSid" : "MessageSid");
        String status = form.first(call ? "CallStatus" : "MessageStatus");
        if (sid.isEmpty() || status.isEmpty()) {
            return new ReceiptOutcome.Nonsense();
        }
        return new ReceiptOutcome.Genuine(
                state(status)
                        .map(
                                state ->
                                        new Receipt(
                                                sid, state, at(form), reason(state, form, status)))
                        .map(List::of)
                        .orElse(List.of()));
    }

    /** Empty for steps in between, such as {@code sent} and {@code ringing}. */
    private static Optional<Receipt.State> state(String status) {
        return switch (status) {
            case "delivered", "read", "completed" -> Optional.of(Receipt.State.DELIVERED);
            case "undelivered", "failed", "canceled", "busy", "no-answer" ->
                    Optional.of(Receipt.State.FAILED);
            default -> Optional.empty();
        };
    }

    private @Nullable String reason(Receipt.State state, FormBody form, String status) {
        if (state == Receipt.State.DELIVERED) {
            return null;
        }
        String code = form.first("ErrorCode");
        String words = form.first("ErrorMessage");
        return status
                + (code.isEmpty() ? "" : ", error " + VendorWords.without(code, settings))
                + (words.isEmpty() ? "" : ": " + VendorWords.without(words, settings));
    }

    /** Calls say when, messages don't. */
    private static @Nullable Instant at(FormBody form) {
        try {
            return DateTimeFormatter.RFC_1123_DATE_TIME.parse(
                    form.first("Timestamp"), Instant::from);
        } catch (DateTimeException _) {
            return null;
        }
    }
}
