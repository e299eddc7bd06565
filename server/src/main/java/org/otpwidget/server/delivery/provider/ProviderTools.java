package org.otpwidget.server.delivery.provider;

import reactor.core.scheduler.Scheduler;

import java.time.Clock;

/**
 * What a link may use.
 *
 * @param http a client of its own, with a pool of its own
 * @param receipts takes receipts that come over the link's own connection rather than a webhook
 * @param network which hosts may be connected to, for links that bring a protocol of their own
 * @param threads virtual threads, for clients that block
 */
public record ProviderTools(
        VendorHttp http, ReceiptSink receipts, Network network, Clock clock, Scheduler threads) {}
