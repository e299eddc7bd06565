package org.otpwidget.server.accesstoken;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.StartFailedException;
import org.otpwidget.server.secret.SealBrokenException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.publisher.Sinks.EmitResult;

import java.time.Duration;

/**
 * Loads the signing keys before the web server starts, again and again while it runs, and at once
 * when another node changed them. A reload that fails leaves the keys as they are.
 */
final class SigningKeyRefresh implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(SigningKeyRefresh.class);
    private static final Duration START_TIMEOUT = Duration.ofSeconds(30);

    private final SigningKeys keys;
    private final Duration interval;
    private final Sinks.Many<Long> notices = Sinks.many().multicast().directBestEffort();
    private volatile @Nullable Disposable reloads;

    SigningKeyRefresh(SigningKeys keys, Duration interval) {
        this.keys = keys;
        this.interval = interval;
    }

    /** Waits for the first load: without a key there is nothing to serve. */
    @Override
    public void start() {
        keys.refresh()
                .timeout(START_TIMEOUT)
                .onErrorMap(SealBrokenException.class, SigningKeyRefresh::explained)
                .toFuture()
                .join();
        reloads =
                Flux.merge(Flux.interval(interval), notices.asFlux().onBackpressureLatest())
                        .onBackpressureLatest()
                        .concatMap(tick -> keys.refresh().onErrorResume(this::failed), 0)
                        .subscribe();
    }

    /** Another node may have made a key, or ended one. */
    void noticed() {
        notices.emitNext(0L, (_, result) -> result == EmitResult.FAIL_NON_SERIALIZED);
    }

    private static StartFailedException explained(SealBrokenException error) {
        return new StartFailedException(
                "The signing keys in the database cannot be opened: they were sealed under another"
                        + " OTP_SECRET.",
                "Set OTP_SECRET to the one that this database was used with, or add that one to"
                        + " OTP_PREVIOUS_SECRETS.",
                error);
    }

    private Mono<Void> failed(Throwable error) {
        LOG.warn("Could not reload the signing keys; the known ones stay in use", error);
        return Mono.empty();
    }

    @Override
    public void stop() {
        if (reloads != null) {
            reloads.dispose();
            reloads = null;
        }
    }

    @Override
    public boolean isRunning() {
        return reloads != null;
    }

    /** Before the web server, which has one of the last phases. */
    @Override
    public int getPhase() {
        return 0;
    }
}
