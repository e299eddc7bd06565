package org.otpwidget.server.delivery;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

import java.time.Clock;
import java.time.Duration;

/**
 * Looks after the outbox while the server runs: picks up what is due each second, deletes old
 * records, and drains what is held when the server stops, after the web server has answered its
 * last call.
 */
final class OutboxPoller implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(OutboxPoller.class);

    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration PURGE = Duration.ofMinutes(1);

    private final Outbox outbox;
    private final Messages messages;
    private final OutboxSettings settings;
    private final Clock clock;
    private final Scheduler scheduler;
    private volatile Disposable running = Disposables.disposed();

    OutboxPoller(
            Outbox outbox,
            Messages messages,
            OutboxSettings settings,
            Clock clock,
            Scheduler scheduler) {
        this.outbox = outbox;
        this.messages = messages;
        this.settings = settings;
        this.clock = clock;
        this.scheduler = scheduler;
    }

    @Override
    public void start() {
        running =
                Disposables.composite(
                        every(POLL, "Polling the outbox", outbox.poll()),
                        every(PURGE, "Deleting old messages", purge()));
    }

    @Override
    public void stop(Runnable callback) {
        running.dispose();
        var _ =
                outbox.drain(settings.drainTime())
                        .doFinally(_ -> callback.run())
                        .subscribe(_ -> {}, failure -> warn("Draining the outbox", failure));
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

    private Mono<Void> purge() {
        return Mono.defer(() -> messages.purge(clock.instant().minus(settings.retention())));
    }

    private Disposable every(Duration interval, String what, Mono<Void> work) {
        return Flux.interval(interval, scheduler)
                .onBackpressureDrop()
                .concatMap(
                        _ ->
                                work.onErrorResume(
                                        failure -> {
                                            warn(what, failure);
                                            return Mono.empty();
                                        }),
                        0)
                .subscribe();
    }

    private static void warn(String what, Throwable failure) {
        log.warn("{} failed: {}", what, failure.toString());
    }
}
