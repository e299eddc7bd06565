package org.otpwidget.server.delivery;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * The messages that are in one sender's hands: a few under way, some more waiting for their turn.
 * What doesn't fit is refused and stays in the database, so that a slow sender fills its own lane
 * and nothing else.
 */
final class Lane {

    private static final Logger log = LoggerFactory.getLogger(Lane.class);

    /** Messages held per message under way. */
    private static final int DEPTH = 16;

    private final int concurrency;
    private final Function<Delivery, Mono<Void>> work;
    private final Scheduler scheduler;
    private final Queue<Delivery> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger held = new AtomicInteger();
    private final AtomicInteger underWay = new AtomicInteger();
    private final Sinks.Empty<Void> idle = Sinks.empty();
    private volatile boolean closing;

    /**
     * @param concurrency messages under way at once
     * @param work handles a message to its end
     * @param scheduler where the work starts, so that whoever offers goes on at once
     */
    Lane(int concurrency, Function<Delivery, Mono<Void>> work, Scheduler scheduler) {
        this.concurrency = concurrency;
        this.work = work;
        this.scheduler = scheduler;
    }

    /** Takes a message unless the lane is full. */
    boolean offer(Delivery message) {
        int capacity = concurrency * DEPTH;
        if (held.getAndUpdate(count -> Math.min(count + 1, capacity)) >= capacity) {
            return false;
        }
        waiting.add(message);
        startNext();
        return true;
    }

    /** Whether it takes many more messages, so that looking for some is worth it. */
    boolean hasRoom() {
        return held.get() <= concurrency * DEPTH / 2;
    }

    /** Completes when all messages are handled; to be asked once no more are offered. */
    Mono<Void> idle() {
        closing = true;
        noteIdle();
        return idle.asMono();
    }

    /** Gives back the messages that have not been started. */
    List<Delivery> giveBack() {
        var messages = new ArrayList<Delivery>();
        for (Delivery message = waiting.poll(); message != null; message = waiting.poll()) {
            messages.add(message);
            held.decrementAndGet();
        }
        return messages;
    }

    private void startNext() {
        while (!waiting.isEmpty() && takeTurn()) {
            Delivery message = waiting.poll();
            if (message == null) {
                underWay.decrementAndGet();
            } else {
                start(message);
            }
        }
    }

    private boolean takeTurn() {
        return underWay.getAndUpdate(count -> Math.min(count + 1, concurrency)) < concurrency;
    }

    private void start(Delivery message) {
        var _ =
                Mono.defer(() -> work.apply(message))
                        .subscribeOn(scheduler)
                        .doFinally(_ -> finished())
                        .subscribe(
                                _ -> {},
                                failure -> log.error("{} was left as it is", message, failure));
    }

    private void finished() {
        underWay.decrementAndGet();
        held.decrementAndGet();
        startNext();
        noteIdle();
    }

    private void noteIdle() {
        if (closing && held.get() == 0) {
            var _ = idle.tryEmitEmpty();
        }
    }
}
