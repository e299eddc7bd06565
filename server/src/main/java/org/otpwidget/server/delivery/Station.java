package org.otpwidget.server.delivery;

import org.otpwidget.server.delivery.provider.ReceiptOutcome;
import org.otpwidget.server.delivery.provider.ReceiptRequest;
import org.otpwidget.server.widget.Channel;

import reactor.core.publisher.Mono;

import java.util.function.Function;

/**
 * A provider as this node uses it: the way to it, a lane of messages before it, and a breaker.
 *
 * @param id that the record of a message carries: the provider's, or the name of the installation's
 *     own sender
 * @param kind word for metrics
 * @param send sends a message once, as {@link Sender#send} does
 * @param receive reads a call of the provider's webhook
 * @param close gives up what is held, once the lane is idle
 */
record Station(
        String id,
        String kind,
        Channel channel,
        Lane lane,
        Breaker breaker,
        Function<Message, Mono<Outcome>> send,
        Function<ReceiptRequest, Mono<ReceiptOutcome>> receive,
        Runnable close) {

    /** Whether messages that are offered now would be tried soon. */
    boolean isOpen() {
        return breaker.isPassable() && lane.hasRoom();
    }

    /** Closes when what is held is done. */
    void retire() {
        var _ = lane.idle().doFinally(_ -> close.run()).subscribe();
    }

    @Override
    public String toString() {
        return "Station[" + id + "]";
    }
}
