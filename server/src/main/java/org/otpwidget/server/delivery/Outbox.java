package org.otpwidget.server.delivery;

import org.otpwidget.server.delivery.provider.Provider;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.LongFunction;

/**
 * Sends the messages of the table {@code message}. A row is inserted together with its request, due
 * a {@link #LEASE} later; the node that inserted it sends it at once, and only when that node fails
 * does the row become due for any.
 */
public class Outbox {

    /** How long a row belongs to the node that inserted it or picked it up. */
    public static final Duration LEASE = Duration.ofSeconds(20);

    /** How long one attempt may take; an attempt starts only if it can end within the lease. */
    public static final Duration SEND_TIMEOUT = Duration.ofSeconds(10);

    private static final Logger log = LoggerFactory.getLogger(Outbox.class);

    private final Router router;
    private final Stations stations;
    private final Courier courier;
    private final Messages messages;
    private final OutboxMetrics metrics;
    private final Clock clock;
    private final Scheduler scheduler;

    /** Whose lanes were full when they were last asked, with these lanes. */
    private final Map<AccountChannel, List<Station>> busy = new ConcurrentHashMap<>();

    Outbox(
            Function<Outbox, Stations> stations,
            LongFunction<Mono<List<Provider>>> providers,
            Courier courier,
            Messages messages,
            OutboxMetrics metrics,
            Clock clock,
            Scheduler scheduler) {
        this.courier = courier;
        this.messages = messages;
        this.metrics = metrics;
        this.clock = clock;
        this.scheduler = scheduler;
        this.stations = stations.apply(this);
        this.router = new Router(providers, this.stations);
    }

    /**
     * Sends messages whose rows were just committed on this node. Returns at once; a message that
     * finds its providers busy stays in the table, for the next poll of any node.
     */
    public void dispatch(List<Queued> queued) {
        var _ =
                Flux.fromIterable(queued)
                        .flatMap(this::start)
                        .collectList()
                        .flatMap(refused -> release(refused, clock.instant()))
                        .subscribe(
                                _ -> {},
                                failure -> log.warn("Left to a poll: {}", failure.toString()));
    }

    /** A lane whose messages go to the provider that has its turn, and on to the next. */
    Lane lane(int concurrency) {
        return new Lane(
                concurrency, delivery -> courier.deliver(delivery, this::passOn), scheduler);
    }

    Stations stations() {
        return stations;
    }

    /** Sends what is due, until nothing is left that there is room for. */
    Mono<Void> poll() {
        return sweep().expand(more -> more ? sweep() : Mono.empty()).then();
    }

    /**
     * Closes what must not be sent any more, then leases and sends what is due.
     *
     * @return whether more may be due that this node could send now
     */
    private Mono<Boolean> sweep() {
        return Mono.defer(
                () -> {
                    Instant now = clock.instant();
                    stations.sweep();
                    busy.values().removeIf(Outbox::isOpen);
                    return Flux.concat(closeOver(now), autoRetry(now), leaseAndStart(now))
                            .reduce(Boolean::logicalOr)
                            .delayUntil(_ -> messages.lag(now).doOnNext(metrics::lag));
                });
    }

    /** Whether a lane that was full has room again. */
    boolean isOpenAgain() {
        return busy.values().stream().anyMatch(Outbox::isOpen);
    }

    /** Goes on sending what is held, for a while; the rest becomes due at once, for other nodes. */
    Mono<Void> drain(Duration time) {
        return Mono.when(stations.all().map(station -> station.lane().idle()).toList())
                .timeout(time, Mono.defer(this::giveBack), scheduler);
    }

    private Mono<Void> giveBack() {
        List<Long> rest =
                stations.all()
                        .flatMap(station -> station.lane().giveBack().stream())
                        .map(delivery -> delivery.queued().id())
                        .toList();
        log.info("{} messages are left to other nodes", rest.size());
        return messages.release(rest, clock.instant());
    }

    private Mono<Boolean> closeOver(Instant now) {
        return messages.closeOver(now)
                .doOnNext(channel -> metrics.count(channel, Completion.Status.EXPIRED))
                .count()
                .map(closed -> closed >= Messages.SWEEP);
    }

    private Mono<Boolean> autoRetry(Instant now) {
        return messages.autoRetry(now)
                .doOnNext(metrics::autoRetry)
                .count()
                .map(added -> added >= Messages.SWEEP);
    }

    private Mono<Boolean> leaseAndStart(Instant now) {
        return Mono.defer(() -> messages.lease(now, now.plus(LEASE), busy.keySet()).collectList())
                .flatMap(
                        leased ->
                                Flux.fromIterable(leased)
                                        .flatMap(this::start)
                                        .collectList()
                                        .delayUntil(refused -> release(refused, now))
                                        .map(
                                                refused ->
                                                        leased.size() >= Messages.SWEEP
                                                                && refused.isEmpty()));
    }

    private Mono<Void> release(List<Long> refused, Instant now) {
        return refused.isEmpty() ? Mono.empty() : messages.release(refused, now);
    }

    private static boolean isOpen(List<Station> route) {
        return route.stream().anyMatch(Station::isOpen);
    }

    /**
     * Brings a message to the first provider that has room; its id when all are full or it cannot
     * be told, so that it goes back to the table. Never an error: others start in the same batch.
     */
    private Mono<Long> start(Queued message) {
        return Mono.defer(() -> route(message))
                .onErrorResume(
                        failure -> {
                            log.warn("{} cannot start: {}", message, failure.toString());
                            return Mono.just(message.id());
                        });
    }

    private Mono<Long> route(Queued message) {
        return router.route(message)
                .flatMap(
                        route -> {
                            var delivery = Delivery.begin(message, route);
                            if (forward(delivery)) {
                                return Mono.empty();
                            }
                            if (route.stream().noneMatch(one -> one.breaker().isPassable())) {
                                return courier.endRound(delivery).then(Mono.empty());
                            }
                            busy.put(AccountChannel.of(message), route);
                            return Mono.just(message.id());
                        });
    }

    /** Takes a delivery on to the provider after the one that it was with. */
    private boolean passOn(Delivery delivery) {
        return forward(delivery.at(delivery.at() + 1));
    }

    private static boolean forward(Delivery delivery) {
        for (int place = delivery.at(); place < delivery.route().size(); place++) {
            Station station = delivery.route().get(place);
            if (station.breaker().isPassable() && station.lane().offer(delivery.at(place))) {
                return true;
            }
        }
        return false;
    }
}
