package org.otpwidget.server.delivery;

import static org.otpwidget.server.database.Column.required;

import io.r2dbc.spi.ConnectionFactory;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.database.Coalescer;
import org.otpwidget.server.database.Conflicts;
import org.otpwidget.server.database.JsonRows;
import org.otpwidget.server.delivery.provider.Receipt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.r2dbc.core.DatabaseClient;

import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Records what providers report of messages. Quick ones report before the record of the sending is
 * written: a receipt for an unknown message is tried again for some seconds.
 */
final class Receipts {

    private static final Logger log = LoggerFactory.getLogger(Receipts.class);

    private static final List<Duration> WAITS =
            List.of(Duration.ofSeconds(1), Duration.ofSeconds(4), Duration.ofSeconds(15));
    private static final Duration FAR_OFF = Duration.ofDays(30);
    private static final int MOST_WAITING = 10_000;
    private static final int LANES = 2;
    private static final int BATCH = 500;
    private static final int TRIES = 5;

    private final DatabaseClient database;
    private final OutboxMetrics metrics;
    private final Clock clock;
    private final Scheduler timer;
    private final AtomicInteger waiting = new AtomicInteger();
    private final Coalescer<Item, Boolean> items = new Coalescer<>(LANES, BATCH, this::recordAll);

    Receipts(ConnectionFactory connections, OutboxMetrics metrics, Clock clock, Scheduler timer) {
        this.database = DatabaseClient.create(connections);
        this.metrics = metrics;
        this.clock = clock;
        this.timer = timer;
    }

    /** One receipt; the components are named as the statement's columns are. */
    private record Item(
            String provider,
            String providerId,
            String state,
            @Nullable Instant happenedAt,
            @Nullable String reason) {}

    /** Records a receipt; one that cannot be recorded is lost. */
    Mono<Void> accept(String provider, Receipt receipt) {
        return record(provider, receipt)
                .onErrorResume(
                        failure -> {
                            log.warn("A receipt was lost: {}", failure.toString());
                            return Mono.empty();
                        });
    }

    /**
     * Records a receipt. One for a name that no message can have is dropped; one whose message
     * isn't known yet is done for the caller and tried again.
     */
    Mono<Void> record(String provider, Receipt receipt) {
        if (!Outcome.Sent.isKeepable(receipt.providerId())) {
            return Mono.empty();
        }
        var item =
                new Item(
                        provider,
                        receipt.providerId(),
                        receipt.state().name().toLowerCase(Locale.ROOT),
                        believable(receipt.at()),
                        receipt.reason() == null ? null : Reason.of(receipt.reason()));
        metrics.receipt(item.state());
        return recorded(item)
                .doOnNext(
                        found -> {
                            if (!found) {
                                tryAgain(item);
                            }
                        })
                .then();
    }

    /** A time far off says nothing, and one beyond a calendar's end could not be kept. */
    private @Nullable Instant believable(@Nullable Instant at) {
        return at != null && Duration.between(at, clock.instant()).abs().compareTo(FAR_OFF) < 0
                ? at
                : null;
    }

    private void tryAgain(Item item) {
        if (waiting.getAndUpdate(count -> Math.min(count + 1, MOST_WAITING)) >= MOST_WAITING) {
            return;
        }
        Mono<Boolean> found = Mono.just(false);
        for (Duration wait : WAITS) {
            found =
                    found.flatMap(
                            known ->
                                    known
                                            ? Mono.just(true)
                                            : Mono.delay(wait, timer).then(recorded(item)));
        }
        var _ =
                found.doFinally(_ -> waiting.decrementAndGet())
                        .subscribe(
                                _ -> {},
                                failure -> log.warn("A receipt was lost: {}", failure.toString()));
    }

    /** Whether its message is known. */
    private Mono<Boolean> recorded(Item item) {
        return items.submit(item)
                // Two that wait for each other, such as an erasure: the database let this one go.
                .retryWhen(Conflicts.retry(TRIES));
    }

    private Mono<List<Boolean>> recordAll(List<Item> batch) {
        return database.sql(MessageSql.RECEIPTS)
                .bind(0, clock.instant())
                .bind(1, JsonRows.numbered(batch))
                .map(row -> required(row, "found", Boolean.class))
                .all()
                .collectList();
    }
}
