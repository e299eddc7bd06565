package org.otpwidget.server.delivery;

import org.otpwidget.server.delivery.provider.Origin;
import org.otpwidget.server.widget.Channel;

import reactor.core.publisher.Mono;

/** A way to send messages over one channel: a provider's client or a protocol. */
public interface Sender {

    /** Name that the record of a message carries, such as {@code smtp}. */
    String name();

    /** The channel that it serves. */
    Channel channel();

    /** How many messages it may be given at once; more wait, and slow nobody else down. */
    int concurrency();

    /** Whom its messages come from. */
    default Origin origin() {
        return Origin.of("");
    }

    /**
     * Sends a message once. It never blocks the caller; whatever goes wrong is an {@link Outcome},
     * and an error signal counts as {@link Outcome.FailedForNow}. Cancelled after {@link
     * Outbox#SEND_TIMEOUT}.
     */
    Mono<Outcome> send(Message message);
}
