package org.otpwidget.server.delivery.provider;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * What a provider reports of a message that it took before. Reports of steps in between, such as
 * "on its way to the carrier", are none.
 *
 * @param providerId the provider's name for the message, as in {@code Outcome.Sent}
 * @param at when it happened, by the provider's clock; null when it doesn't say
 * @param reason in the provider's words, of a failure; null otherwise
 */
public record Receipt(
        String providerId, State state, @Nullable Instant at, @Nullable String reason) {

    /** How a message ended. */
    public enum State {
        /** It reached the recipient's device or mailbox; read counts too. */
        DELIVERED,
        FAILED
    }
}
