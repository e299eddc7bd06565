package org.otpwidget.server.webhook;

import io.micrometer.core.instrument.MeterRegistry;

import org.otpwidget.server.delivery.OutsideCalls;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Delivers the events of the table {@code webhook_delivery}. A node leases some events of each
 * webhook that it isn't busy with, and takes on more of it when these are done: a slow webhook
 * keeps the few that it was given, and its others stay in the table.
 */
final class WebhookOutbox {

    /** How long an event belongs to the node that took it: longer than a full lane may take. */
    static final Duration LEASE = Duration.ofSeconds(90);

    /** Events of one webhook that a node takes at once, and how many of them are under way. */
    static final int LANE = 64;

    static final int CONCURRENCY = 16;

    /** Events that a node takes at once. */
    private static final int MOST = 1000;

    private static final int GONE = 410;
    private static final Duration LOOK = Duration.ofMillis(50);

    private static final Logger log = LoggerFactory.getLogger(WebhookOutbox.class);

    private final Deliveries deliveries;
    private final WebhookClient client;
    private final Waits waits;
    private final MeterRegistry metrics;
    private final Clock clock;
    private final Scheduler scheduler;
    private final Set<String> busy = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean polling = new AtomicBoolean();
    private volatile boolean closing;

    WebhookOutbox(
            Deliveries deliveries,
            WebhookClient client,
            Waits waits,
            MeterRegistry metrics,
            Clock clock,
            Scheduler scheduler) {
        this.deliveries = deliveries;
        this.client = client;
        this.waits = waits;
        this.metrics = metrics;
        this.clock = clock;
        this.scheduler = scheduler;
    }

    /** Begins, or begins again after {@link #drain}. */
    void open() {
        closing = false;
    }

    /** Writes the events of what expired, then takes what is due; delivers it in the background. */
    Mono<Void> poll() {
        return Mono.defer(() -> deliveries.expire(clock.instant()).then(take()));
    }

    /** Takes no more, waits for answers for a while, and gives back what was not begun. */
    Mono<Void> drain(Duration time) {
        closing = true;
        return Flux.interval(Duration.ZERO, LOOK, scheduler)
                .filter(_ -> busy.isEmpty())
                .next()
                .timeout(time, Mono.empty(), scheduler)
                .then();
    }

    private Mono<Void> take() {
        if (closing || !polling.compareAndSet(false, true)) {
            return Mono.empty();
        }
        Instant now = clock.instant();
        return deliveries
                .lease(now, now.plus(LEASE), List.copyOf(busy), LANE, MOST)
                .collectList()
                .doOnNext(this::start)
                .doFinally(_ -> polling.set(false))
                .then();
    }

    private void start(List<Leased> events) {
        Map<String, List<Leased>> lanes = new HashMap<>();
        for (Leased event : events) {
            lanes.computeIfAbsent(event.target().webhookId(), _ -> new ArrayList<>()).add(event);
        }
        lanes.forEach(this::start);
    }

    private void start(String webhookId, List<Leased> events) {
        busy.add(webhookId);
        var _ =
                Flux.fromIterable(events)
                        .flatMap(this::deliver, CONCURRENCY)
                        .collectList()
                        .flatMap(left -> deliveries.release(left, clock.instant()))
                        .subscribeOn(scheduler)
                        .doFinally(_ -> finished(webhookId, events.size()))
                        .subscribe(_ -> {}, failure -> warn("Delivering to a webhook", failure));
    }

    /** There is probably more of what filled a lane. */
    private void finished(String webhookId, int events) {
        busy.remove(webhookId);
        if (events >= LANE) {
            var _ = take().subscribe(_ -> {}, failure -> warn("Taking more events", failure));
        }
    }

    /** Delivers an event and records it; its id when it was not begun. */
    private Mono<String> deliver(Leased event) {
        if (closing) {
            return Mono.just(event.id());
        }
        if (clock.instant().plus(WebhookClient.PATIENCE).isAfter(event.until())) {
            return Mono.empty(); // due again in a moment
        }
        return client.send(event.target(), event.id(), event.body())
                .flatMap(answer -> conclude(event, answer))
                .onErrorResume(
                        failure -> {
                            log.warn("{} was left as it is: {}", event, failure.toString());
                            return Mono.empty();
                        })
                .then(Mono.empty());
    }

    private Mono<Void> conclude(Leased event, OutsideCalls.Answer answer) {
        Instant now = clock.instant();
        int status = answer.status() == null ? 0 : answer.status();
        if (status >= 200 && status < 300) {
            count("delivered");
            return deliveries.record(Completion.delivered(event, answer, now));
        }
        if (status == GONE) {
            count("failed");
            log.info("Webhook {} is gone", event.target().webhookId());
            return deliveries
                    .record(Completion.failed(event, answer, now))
                    .then(deliveries.disable(event.target(), now));
        }
        var wait = waits.after(event.attempts() + 1, RetryAfter.of(answer, now));
        count(wait.isPresent() ? "again" : "failed");
        return deliveries.record(
                wait.map(time -> Completion.again(event, answer, now.plus(time)))
                        .orElseGet(() -> Completion.failed(event, answer, now)));
    }

    private void count(String outcome) {
        metrics.counter("otp.webhook.deliveries", "outcome", outcome).increment();
    }

    private static void warn(String what, Throwable failure) {
        log.warn("{} failed: {}", what, failure.toString());
    }
}
