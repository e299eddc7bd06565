package org.otpwidget.server.delivery.smpp;

import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Sends messages no faster than the SMSC takes them. */
final class Pace {

    /** Who would have to wait longer does better with another provider. */
    private static final Duration LONGEST_WAIT = Duration.ofMillis(500);

    private final long interval;
    private final Scheduler timer;
    private long next;

    /**
     * @param perSecond messages; 0: as many as there are
     * @param timer counts time and waits
     */
    Pace(int perSecond, Scheduler timer) {
        this.interval = perSecond == 0 ? 0 : TimeUnit.SECONDS.toNanos(1) / perSecond;
        this.timer = timer;
        this.next = now();
    }

    /**
     * Completes when so many messages may go out, and fails with {@link Busy} at once if that would
     * take long.
     */
    Mono<Void> turn(int messages) {
        return Mono.defer(
                () -> {
                    Duration wait = reserve(messages);
                    if (wait.isZero()) {
                        return Mono.empty();
                    }
                    return wait.compareTo(LONGEST_WAIT) > 0
                            ? Mono.error(new Busy(wait))
                            : Mono.delay(wait, timer).then();
                });
    }

    /** Lets nothing out for a while. */
    synchronized void pause(Duration time) {
        next = Math.max(next, now() + time.toNanos());
    }

    private synchronized Duration reserve(int messages) {
        long now = now();
        long start = Math.max(now, next);
        Duration wait = Duration.ofNanos(start - now);
        if (wait.compareTo(LONGEST_WAIT) <= 0) {
            next = start + messages * interval;
        }
        return wait;
    }

    private long now() {
        return timer.now(TimeUnit.NANOSECONDS);
    }

    /** There is more to send than may be sent. */
    static final class Busy extends Exception {

        private static final long serialVersionUID = 1;

        private final Duration wait;

        Busy(Duration wait) {
            super("the rate is reached", null, false, false);
            this.wait = wait;
        }

        /** How long it would have taken. */
        Duration waitTime() {
            return wait;
        }
    }
}
