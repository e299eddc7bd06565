package org.otpwidget.server.delivery;

import org.jspecify.annotations.Nullable;

/** What became of one attempt to send. */
public sealed interface Outcome {

    /**
     * The provider took the message.
     *
     * @param providerId the provider's name for it, by which receipts refer to it; null when it has
     *     none
     */
    record Sent(@Nullable String providerId) implements Outcome {}

    /**
     * It may work later, or with another provider.
     *
     * @param reason in the provider's words
     */
    record FailedForNow(String reason) implements Outcome {}

    /**
     * It will never work: the address doesn't exist, or doesn't want the message.
     *
     * @param reason in the provider's words
     */
    record FailedForGood(String reason) implements Outcome {}
}
