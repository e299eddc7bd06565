package org.otpwidget.server.database;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.util.List;

/** Runs each room's purge now and then, while the server runs. */
@Component
final class Purges implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Purges.class);

    private final List<Purge> all;
    private volatile Disposable running = Disposables.disposed();

    Purges(List<Purge> all) {
        this.all = all;
    }

    @Override
    public void start() {
        running = Disposables.composite(all.stream().map(Purges::repeat).toList());
    }

    @Override
    public void stop() {
        running.dispose();
    }

    @Override
    public boolean isRunning() {
        return !running.isDisposed();
    }

    private static Disposable repeat(Purge purge) {
        return Flux.interval(purge.interval())
                .onBackpressureDrop()
                .concatMap(_ -> purge.run().onErrorResume(failure -> warn(purge, failure)), 0)
                .subscribe();
    }

    private static Mono<Void> warn(Purge purge, Throwable failure) {
        log.warn("{} failed: {}", purge, failure.toString());
        return Mono.empty();
    }
}
