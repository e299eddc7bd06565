package org.otpwidget.server.delivery.smpp;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * Keeps one session bound: from the first message on, and again when it is lost, with pauses that
 * double. Whoever sends in a pause is told at once, so that another provider gets the message.
 */
final class Binding implements AutoCloseable {

    /** How long a message waits for a bind that is under way. */
    static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final Logger log = LoggerFactory.getLogger(Binding.class);

    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    /** Pauses that a message waits for. */
    private static final Duration SHORT_PAUSE = Duration.ofMillis(500);

    /** After a refusal: too many wrong passwords lock an account. */
    private static final Duration REFUSED_PAUSE = Duration.ofSeconds(10);

    private final String providerId;
    private final Opener opener;
    private final Scheduler threads;
    private final Scheduler timer;
    private final Disposable.Swap next = Disposables.swap();

    /** Of the session that there is, will be or could not be; null before the first message. */
    private @Nullable CompletableFuture<SmscSession> session;

    private Duration pause = FIRST_PAUSE;
    private boolean closed;

    /** Binds a session; blocks. */
    @FunctionalInterface
    interface Opener {
        SmscSession open() throws SmppFailure;
    }

    /**
     * @param threads may be blocked
     * @param timer waits for the end of a pause
     */
    Binding(String providerId, Opener opener, Scheduler threads, Scheduler timer) {
        this.providerId = providerId;
        this.opener = opener;
        this.threads = threads;
        this.timer = timer;
    }

    /** The session; a {@link SmppFailure} when there is none in time. */
    Mono<SmscSession> session() {
        return Mono.defer(() -> Mono.fromFuture(current().handle(Attempt::new), true))
                .timeout(PATIENCE, Mono.error(() -> SmppFailure.of("not bound in time")), timer)
                .flatMap(Attempt::result);
    }

    /** Says that the SMSC takes messages, so that a loss is nothing to be careful about. */
    synchronized void works() {
        pause = FIRST_PAUSE;
    }

    /** Unbinds in the background. */
    @Override
    public synchronized void close() {
        closed = true;
        next.dispose();
        var last = session;
        session = CompletableFuture.failedFuture(SmppFailure.of("closed"));
        if (last != null) {
            var _ = last.thenAccept(bound -> threads.schedule(bound::close));
        }
    }

    private synchronized CompletableFuture<SmscSession> current() {
        if (session == null) {
            session = begin();
        }
        return session;
    }

    private CompletableFuture<SmscSession> begin() {
        var future = new CompletableFuture<SmscSession>();
        threads.schedule(() -> bind(future));
        return future;
    }

    private void bind(CompletableFuture<SmscSession> future) {
        try {
            SmscSession bound = opener.open();
            log.info("Provider {} is bound", providerId);
            future.complete(bound);
            if (isClosed()) {
                bound.close();
            }
            var _ = bound.lost().subscribe(_ -> {}, _ -> {}, () -> lost(bound));
        } catch (SmppFailure failure) {
            log.warn("Provider {} cannot bind: {}", providerId, failure.reason());
            failed(future, failure);
        }
    }

    private void lost(SmscSession bound) {
        if (isClosed()) {
            return;
        }
        threads.schedule(bound::close);
        synchronized (this) {
            if (closed) {
                return;
            }
            log.warn("Provider {} lost its connection", providerId);
            rest(SmppFailure.of("the connection was lost"));
        }
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    private void failed(CompletableFuture<SmscSession> future, SmppFailure failure) {
        future.completeExceptionally(failure);
        synchronized (this) {
            if (closed) {
                return;
            }
            if (failure.status() == null) {
                rest(failure);
            } else {
                session = future;
                after(REFUSED_PAUSE, () -> session = null);
            }
        }
    }

    /** Binds again after a pause. */
    private void rest(SmppFailure failure) {
        Duration length = pause;
        pause = min(pause.multipliedBy(2), LONGEST_PAUSE);
        if (length.compareTo(SHORT_PAUSE) < 0) {
            var future = new CompletableFuture<SmscSession>();
            session = future;
            after(length, () -> threads.schedule(() -> bind(future)));
        } else {
            session = CompletableFuture.failedFuture(failure);
            after(length, () -> session = begin());
        }
    }

    private void after(Duration time, Runnable what) {
        next.update(
                Mono.delay(time, timer)
                        .subscribe(
                                _ -> {
                                    synchronized (this) {
                                        if (!closed) {
                                            what.run();
                                        }
                                    }
                                }));
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** How a bind ended; a value, since nobody may be left to hear of an error. */
    private record Attempt(@Nullable SmscSession session, @Nullable Throwable failure) {

        Mono<SmscSession> result() {
            return failure == null ? Mono.justOrEmpty(session) : Mono.error(failure);
        }
    }
}
