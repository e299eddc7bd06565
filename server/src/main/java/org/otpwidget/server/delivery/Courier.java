package org.otpwidget.server.delivery;

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

/** Takes one message to its sender and records what became of it. */
final class Courier {

    private static final Logger log = LoggerFactory.getLogger(Courier.class);

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

    /** Sends a message and records the outcome, unless it waited so long that its lease ends. */
    Mono<Void> deliver(Queued queued, Sender sender) {
        Instant now = clock.instant();
        if (!queued.expiresAt().isAfter(now)) {
            return record(queued, Completion.expired(queued, 0, sender.name(), "code expired"));
        }
        if (now.plus(Outbox.SEND_TIMEOUT).isAfter(queued.dueAt())) {
            return Mono.empty();
        }
        return send(queued, sender, now)
                .map(outcome -> completion(queued, sender, outcome))
                .flatMap(completion -> record(queued, completion));
    }

    private Mono<Outcome> send(Queued queued, Sender sender, Instant now) {
        long start = timer.now(TimeUnit.NANOSECONDS);
        return Mono.defer(() -> render(queued, now).flatMap(sender::send))
                .timeout(Outbox.SEND_TIMEOUT, timer)
                .onErrorResume(failure -> Mono.just(failed(queued, failure)))
                .switchIfEmpty(Mono.just(new Outcome.FailedForNow("the sender gave no answer")))
                .doOnTerminate(
                        () ->
                                metrics.took(
                                        sender,
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
                                        content,
                                        queued.code()));
    }

    /** The exception's own text might tell what must not be logged: only its type is kept. */
    private static Outcome failed(Queued queued, Throwable failure) {
        if (failure instanceof TimeoutException) {
            return new Outcome.FailedForNow("no answer in time");
        }
        log.warn("{} broke its sender: {}", queued, failure.getClass().getName());
        return new Outcome.FailedForNow(failure.getClass().getSimpleName());
    }

    private Completion completion(Queued queued, Sender sender, Outcome outcome) {
        Instant now = clock.instant();
        return switch (outcome) {
            case Outcome.Sent sent ->
                    Completion.sent(queued, now, sender.name(), sent.providerId());
            case Outcome.FailedForGood failed ->
                    Completion.failed(queued, 1, sender.name(), Reason.of(failed.reason()));
            case Outcome.FailedForNow failed -> {
                Instant next = now.plus(backoff.after(queued.attempts() + 1));
                String reason = Reason.of(failed.reason());
                yield next.isBefore(queued.expiresAt())
                        ? Completion.again(queued, next, sender.name(), reason)
                        : Completion.expired(queued, 1, sender.name(), reason);
            }
        };
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
        return messages.record(completion);
    }
}
