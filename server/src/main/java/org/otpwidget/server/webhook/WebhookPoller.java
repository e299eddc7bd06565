package org.otpwidget.server.webhook;

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
 * Takes events that are due each second while the server runs, and waits for answers at its end.
 */
final class WebhookPoller implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(WebhookPoller.class);

    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private final WebhookOutbox outbox;
    private final WebhookSettings settings;
    private final Scheduler scheduler;
    private volatile Disposable running = Disposables.disposed();

    WebhookPoller(WebhookOutbox outbox, WebhookSettings settings, Scheduler scheduler) {
        this.outbox = outbox;
        this.settings = settings;
        this.scheduler = scheduler;
    }

    @Override
    public void start() {
        outbox.open();
        running =
                Flux.interval(INTERVAL, scheduler)
                        .onBackpressureDrop()
                        .concatMap(_ -> outbox.poll().onErrorResume(WebhookPoller::failed), 0)
                        .subscribe();
    }

    @Override
    public void stop(Runnable callback) {
        running.dispose();
        var _ =
                outbox.drain(settings.drainTime())
                        .doFinally(_ -> callback.run())
                        .subscribe(
                                _ -> {},
                                failure ->
                                        log.warn(
                                                "Waiting for webhooks failed: {}",
                                                failure.toString()));
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
        log.warn("Polling for webhooks failed: {}", failure.toString());
        return Mono.empty();
    }
}
