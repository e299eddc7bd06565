package org.otpwidget.server.delivery;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

import java.time.Duration;

/**
 * Picks up what is due each second, and as soon as there is room again for what had to wait; drains
 * what is held when the server stops, and then closes the providers.
 */
final class OutboxPoller extends Poller {

    private static final Duration TICK = Duration.ofMillis(50);

    /** Ticks between polls when there is no sign of more to do. */
    private static final int POLL = 20;

    private final Outbox outbox;
    private final OutboxSettings settings;
    private final Scheduler scheduler;

    OutboxPoller(Outbox outbox, OutboxSettings settings, Scheduler scheduler) {
        this.outbox = outbox;
        this.settings = settings;
        this.scheduler = scheduler;
    }

    @Override
    protected Flux<Long> ticks() {
        return Flux.interval(TICK, scheduler)
                .filter(tick -> (tick + 1) % POLL == 0 || outbox.isOpenAgain());
    }

    @Override
    protected Mono<Void> poll() {
        return outbox.poll();
    }

    @Override
    protected Mono<Void> end() {
        return outbox.drain(settings.drainTime())
                .onErrorResume(failure -> warn("Draining the outbox", failure))
                .then(Mono.defer(() -> outbox.stations().close()));
    }
}
