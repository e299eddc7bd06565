package org.otpwidget.server.delivery;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Looks after an outbox while the server runs, one poll after the other, and ends it when the
 * server stops, after the web server has answered its last call. A failed poll is followed by the
 * next one.
 */
public abstract class Poller implements SmartLifecycle {

    private final Logger log = LoggerFactory.getLogger(getClass());
    private volatile Disposable running = Disposables.disposed();

    /** When to poll; what comes while a poll is under way is dropped. */
    protected abstract Flux<Long> ticks();

    /** Takes what is due. */
    protected abstract Mono<Void> poll();

    /** Waits for what is under way. */
    protected abstract Mono<Void> end();

    @Override
    public void start() {
        running =
                ticks().onBackpressureDrop()
                        .concatMap(
                                _ -> poll().onErrorResume(failure -> warn("Polling", failure)), 0)
                        .subscribe();
    }

    @Override
    public final void stop(Runnable callback) {
        running.dispose();
        var _ =
                end().onErrorResume(failure -> warn("Ending", failure))
                        .doFinally(_ -> callback.run())
                        .subscribe();
    }

    @Override
    public final void stop() {
        stop(() -> {});
    }

    @Override
    public final boolean isRunning() {
        return !running.isDisposed();
    }

    /** Below the web server's, since higher phases stop first. */
    @Override
    public final int getPhase() {
        return DEFAULT_PHASE - 8192;
    }

    /** Says what failed, and goes on. */
    protected final Mono<Void> warn(String what, Throwable failure) {
        log.warn("{} failed: {}", what, failure.toString());
        return Mono.empty();
    }
}
