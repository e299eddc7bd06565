package org.otpwidget.server.delivery.provider;

import reactor.core.publisher.Mono;

/** Takes receipts that a link gets by itself. */
@FunctionalInterface
public interface ReceiptSink {

    /**
     * Records a receipt. Never an error: one that cannot be recorded is lost.
     *
     * @return completes when the receipt needs no more room here
     */
    Mono<Void> accept(Receipt receipt);
}
