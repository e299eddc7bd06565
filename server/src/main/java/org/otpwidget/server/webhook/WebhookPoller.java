package org.otpwidget.server.webhook;

import org.otpwidget.server.delivery.Poller;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

import java.time.Duration;

/** Takes events that are due each second, and waits for answers when the server stops. */
final class WebhookPoller extends Poller {

    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private final WebhookOutbox outbox;
    private final WebhookSettings settings;
    private final Scheduler scheduler;

    WebhookPoller(WebhookOutbox outbox, WebhookSettings settings, Scheduler scheduler) {
        this.outbox = outbox;
        this.settings = settings;
        this.scheduler = scheduler;
    }

    @Override
    public void start() {
        outbox.open();
        super.start();
    }

    @Override
    protected Flux<Long> ticks() {
        return Flux.interval(INTERVAL, scheduler);
    }

    @Override
    protected Mono<Void> poll() {
        return outbox.poll();
    }

    @Override
    protected Mono<Void> end() {
        return outbox.drain(settings.drainTime());
    }
}
