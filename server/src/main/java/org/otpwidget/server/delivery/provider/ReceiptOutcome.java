package org.otpwidget.server.delivery.provider;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** What a call of a webhook turned out to be. */
public sealed interface ReceiptOutcome {

    /**
     * A genuine call.
     *
     * @param receipts in the order of the call; none when it was about something else
     * @param answer plain text that the vendor wants to read, such as a challenge; null: nothing
     */
    record Genuine(List<Receipt> receipts, @Nullable String answer) implements ReceiptOutcome {

        /** A call whose sender wants no answer but success. */
        public Genuine(List<Receipt> receipts) {
            this(receipts, null);
        }
    }

    /** The signature is missing or wrong; nothing in the call is believed. */
    record Forged() implements ReceiptOutcome {}

    /** Signed as it should be, but not what the vendor documents. */
    record Nonsense() implements ReceiptOutcome {}
}
