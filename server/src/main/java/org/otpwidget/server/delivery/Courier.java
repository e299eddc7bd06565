package org.otpwidget.server.delivery;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.template.TemplateValues;
import org.otpwidget.server.template.Templates;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/**
 * Takes one message to the provider that has its turn, and records what became of it or passes it
 * on to the next one.
 */
final class Courier {

    private static final Logger log = LoggerFactory.getLogger(Courier.class);

    /** A message that waited longer may have been verified meanwhile. */
    private static final Duration FRESH = Duration.ofSeconds(1);

    private final Templates templates;
    private final Messages messages;
    private final Backoff backoff;
    private final OutboxMetrics metrics;
    private final Clock clock;
    private final Scheduler timer;

    Courier(
            Templates templates,
            Messages messages,
            Backoff backoff,
            OutboxMetrics metrics,
            Clock clock,
            Scheduler timer) {
        this.templates = templates;
        this.messages = messages;
        this.backoff = backoff;
        this.metrics = metrics;
        this.clock = clock;
        this.timer = timer;
    }

    /**
     * Sends a message and records the outcome. One that waited so long that its lease may end
     * before the attempt does goes back to the table, due at once; one whose lease has ended is
     * another's.
     *
     * @param passOn takes the delivery to the next provider; false when there is none
     */
    Mono<Void> deliver(Delivery delivery, Predicate<Delivery> passOn) {
        Queued queued = delivery.queued();
        Station station = delivery.station();
        Instant now = clock.instant();
        if (!queued.expiresAt().isAfter(now)) {
            return record(queued, Completion.expired(queued, 0, station.id(), "code expired"));
        }
        if (!queued.dueAt().isAfter(now)) {
            log.info("{} is any node's again", queued);
            return Mono.empty();
        }
        if (now.plus(Outbox.SEND_TIMEOUT).isAfter(queued.dueAt())) {
            return record(queued, later(delivery, Duration.ZERO, delivery.reason()));
        }
        return isWanted(queued, now)
                .filter(wanted -> wanted)
                .flatMap(_ -> attempt(delivery, passOn, now));
    }

    /** Ends a round in which every provider failed or rests. */
    Mono<Void> endRound(Delivery delivery) {
        Queued queued = delivery.queued();
        Instant now = clock.instant();
        String last = delivery.failed().isEmpty() ? null : delivery.failed().getLast();
        String reason = delivery.reason() == null ? "no provider" : delivery.reason();
        Instant next = now.plus(backoff.after(queued.attempts() + 1));
        return record(
                queued,
                next.isBefore(queued.expiresAt())
                        ? Completion.again(queued, next, last, reason)
                        : Completion.expired(queued, 1, last, reason));
    }

    private Mono<Void> attempt(Delivery delivery, Predicate<Delivery> passOn, Instant now) {
        Station station = delivery.station();
        if (!station.breaker().admits()) {
            return passOn.test(delivery) ? Mono.empty() : endRound(delivery);
        }
        return send(delivery.queued(), station, now)
                .flatMap(outcome -> conclude(delivery, outcome, passOn));
    }

    private Mono<Void> conclude(Delivery delivery, Outcome outcome, Predicate<Delivery> passOn) {
        Queued queued = delivery.queued();
        Station station = delivery.station();
        return switch (outcome) {
            case Outcome.Sent sent -> {
                station.breaker().worked();
                yield record(
                        queued,
                        Completion.sent(queued, clock.instant(), station.id(), sent.providerId()));
            }
            case Outcome.FailedForGood failed -> {
                station.breaker().worked();
                yield record(
                        queued,
                        Completion.failed(
                                queued,
                                clock.instant(),
                                station.id(),
                                Reason.of(failed.reason(), queued.code()),
                                failed.cause()));
            }
            case Outcome.Deferred deferred -> {
                station.breaker().spared();
                yield passOn.test(delivery)
                        ? Mono.empty()
                        : record(queued, later(delivery, deferred.pause(), deferred.reason()));
            }
            case Outcome.FailedForNow failed -> {
                station.breaker().failed(failed.retryAfter());
                Delivery next = delivery.failed(Reason.of(failed.reason(), queued.code()));
                if (passOn.test(next)) {
                    metrics.failover(station);
                    log.info("{} takes another way than {} ({})", queued, station, next.reason());
                    yield Mono.empty();
                }
                yield endRound(next);
            }
        };
    }

    private Completion later(Delivery delivery, Duration wait, @Nullable String reason) {
        return Completion.later(
                delivery.queued(), clock.instant().plus(wait), delivery.failed(), reason);
    }

    private Mono<Boolean> isWanted(Queued queued, Instant now) {
        Instant leased = queued.dueAt().minus(Outbox.LEASE);
        return leased.plus(FRESH).isAfter(now)
                ? Mono.just(true)
                : messages.isAlive(queued.id(), now);
    }

    private Mono<Outcome> send(Queued queued, Station station, Instant now) {
        long start = timer.now(TimeUnit.NANOSECONDS);
        return Mono.defer(() -> render(queued, now).flatMap(station.send()))
                .timeout(Outbox.SEND_TIMEOUT, timer)
                .onErrorResume(failure -> Mono.just(failed(queued, failure)))
                .switchIfEmpty(Mono.just(new Outcome.FailedForNow("the sender gave no answer")))
                .doOnTerminate(
                        () ->
                                metrics.took(
                                        station,
                                        Duration.ofNanos(timer.now(TimeUnit.NANOSECONDS) - start)));
    }

    private Mono<Message> render(Queued queued, Instant now) {
        long minutes = Math.round(Duration.between(now, queued.expiresAt()).toMillis() / 60_000.0);
        var values =
                new TemplateValues(
                        queued.widgetName(),
                        queued.code(),
                        Math.max(1, minutes),
                        queued.host(),
                        queued.variables());
        return templates
                .compose(
                        queued.accountId(),
                        queued.widgetId(),
                        queued.channel(),
                        queued.lang(),
                        values)
                .map(
                        content ->
                                new Message(
                                        queued.id(),
                                        queued.requestId(),
                                        queued.recipient(),
                                        queued.widgetName(),
                                        queued.callerId(),
                                        content,
                                        queued.code(),
                                        queued.expiresAt()));
    }

    /** The exception's own text might tell what must not be logged: only its type is kept. */
    private static Outcome failed(Queued queued, Throwable failure) {
        if (failure instanceof TimeoutException) {
            return new Outcome.FailedForNow("no answer in time");
        }
        log.warn("{} broke its sender: {}", queued, failure.getClass().getName());
        return new Outcome.FailedForNow(failure.getClass().getSimpleName());
    }

    private Mono<Void> record(Queued queued, Completion completion) {
        if (completion.reason() != null) {
            log.warn(
                    "Message {} of request {} over {}: {} ({})",
                    queued.id(),
                    queued.requestId(),
                    queued.channel().word(),
                    completion.status(),
                    completion.reason());
        }
        metrics.count(queued.channel(), completion.status());
        return completion.status() == Completion.Status.FAILED
                ? messages.record(completion).then(hasten(queued))
                : messages.record(completion);
    }

    /** Left undone, the resend comes at its own time. */
    private Mono<Void> hasten(Queued failed) {
        return Mono.defer(() -> messages.hasten(failed.id(), clock.instant()))
                .doOnError(
                        failure ->
                                log.warn("{} waits for its time: {}", failed, failure.toString()))
                .onErrorComplete();
    }
}
