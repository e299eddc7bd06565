package org.otpwidget.server.delivery;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

import java.time.Duration;

/**
 * Looks after the outbox while the server runs: picks up what is due each second, and as soon as
 * there is room again for what had to wait; drains what is held when the server stops, after the
 * web server has answered its last call.
 */
final class OutboxPoller implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(OutboxPoller.class);

    private static final Duration TICK = Duration.ofMillis(50);

    /** Ticks between polls when there is no sign of more to do. */
    private static final int POLL = 20;

    private final Outbox outbox;
    private final OutboxSettings settings;
    private final Scheduler scheduler;
    private volatile Disposable running = Disposables.disposed();

    OutboxPoller(Outbox outbox, OutboxSettings settings, Scheduler scheduler) {
        this.outbox = outbox;
        this.settings = settings;
        this.scheduler = scheduler;
    }

    @Override
    public void start() {
        running =
                Flux.interval(TICK, scheduler)
                        .filter(tick -> (tick + 1) % POLL == 0 || outbox.isOpenAgain())
                        .onBackpressureDrop()
                        .concatMap(_ -> outbox.poll().onErrorResume(OutboxPoller::failed), 0)
                        .subscribe();
    }

    @Override
    public void stop(Runnable callback) {
        running.dispose();
        var _ =
                outbox.drain(settings.drainTime())
                        .onErrorResume(
                                failure -> {
                                    warn("Draining the outbox", failure);
                                    return Mono.empty();
                                })
                        .then(Mono.defer(() -> outbox.stations().close()))
                        .doFinally(_ -> callback.run())
                        .subscribe(_ -> {}, failure -> warn("Closing providers", failure));
    }

    @Override
    public void stop() {
        stop(() -> {});
    }

    @Override
    public boolean isRunning() {
        return !running.isDisposed();
    }

    /** Below the web server's, since higher phases stop first. */
    @Override
    public int getPhase() {
        return DEFAULT_PHASE - 8192;
    }

    private static Mono<Void> failed(Throwable failure) {
        warn("Polling the outbox", failure);
        return Mono.empty();
    }

    private static void warn(String what, Throwable failure) {
        log.warn("{} failed: {}", what, failure.toString());
    }
}
