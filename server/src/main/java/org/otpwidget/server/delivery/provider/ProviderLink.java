package org.otpwidget.server.delivery.provider;

import org.otpwidget.server.delivery.Message;
import org.otpwidget.server.delivery.Outcome;

import reactor.core.publisher.Mono;

/**
 * A vendor with one provider's settings, ready to send. Used by many threads; closed when the
 * settings change or nobody has needed it for a while, after the messages that it has.
 */
public interface ProviderLink extends AutoCloseable {

    /**
     * Sends a message once. It never blocks the caller; whatever goes wrong is an {@link Outcome},
     * and an error signal counts as {@link Outcome.FailedForNow}. Cancelled when it takes too long.
     */
    Mono<Outcome> send(Message message);

    /** How many messages it may be given at once; more wait, and slow nobody else down. */
    default int concurrency() {
        return 32;
    }

    /**
     * Reads a call of the provider's webhook. The signature is checked before anything is believed.
     */
    default Mono<ReceiptOutcome> receive(ReceiptRequest request) {
        return Mono.just(new ReceiptOutcome.Forged());
    }

    /** Gives up what it holds, such as a connection that is kept open. */
    @Override
    default void close() {}
}
