package org.otpwidget.server.delivery;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.delivery.provider.Provider;
import org.otpwidget.server.delivery.provider.ProviderLinks;
import org.otpwidget.server.delivery.provider.ReceiptOutcome;
import org.otpwidget.server.widget.Channel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import reactor.core.publisher.Mono;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/**
 * The stations of this node: one for each provider that is in use, made when it is first needed and
 * closed when nobody has needed it for a while, and one for each sender of the installation.
 */
final class Stations {

    private static final Logger log = LoggerFactory.getLogger(Stations.class);
    private static final Duration LONGEST_IDLE = Duration.ofMinutes(10);
    private static final Duration FAREWELL = Duration.ofSeconds(4);

    private final Map<Channel, Station> own = new EnumMap<>(Channel.class);
    private final Map<String, Used> used = new ConcurrentHashMap<>();
    private final IntFunction<Lane> lanes;
    private final ProviderLinks links;
    private final Receipts receipts;
    private final OutboxMetrics metrics;
    private final Clock clock;

    /**
     * @param senders of the installation, in order of preference
     * @param lanes makes a lane for so many messages at once
     */
    Stations(
            List<Sender> senders,
            IntFunction<Lane> lanes,
            ProviderLinks links,
            Receipts receipts,
            OutboxMetrics metrics,
            Clock clock) {
        this.lanes = lanes;
        this.links = links;
        this.receipts = receipts;
        this.metrics = metrics;
        this.clock = clock;
        senders.forEach(sender -> own.computeIfAbsent(sender.channel(), _ -> station(sender)));
    }

    /** A station with what it was made for. */
    private record Used(Provider provider, Station station, Instant at) {}

    /** The installation's own station for a channel. */
    @Nullable Station own(Channel channel) {
        return own.get(channel);
    }

    /** The station of a provider; empty when this server doesn't have its kind. */
    Optional<Station> of(Provider provider) {
        Used now =
                used.compute(
                        provider.id(),
                        (_, before) -> {
                            if (before != null && before.provider().isSetLike(provider)) {
                                return new Used(provider, before.station(), clock.instant());
                            }
                            if (before != null) {
                                retire(before.station());
                            }
                            return open(provider)
                                    .map(station -> new Used(provider, station, clock.instant()))
                                    .orElse(null);
                        });
        return Optional.ofNullable(now).map(Used::station);
    }

    /** How this node's breaker for a provider stands; closed while it isn't in use. */
    Breaker.State breaker(String providerId) {
        Used now = used.get(providerId);
        return now == null ? Breaker.State.CLOSED : now.station().breaker().state();
    }

    /** All stations that are in use. */
    Stream<Station> all() {
        return Stream.concat(own.values().stream(), used.values().stream().map(Used::station));
    }

    /** Closes what nobody has needed for a while. */
    void sweep() {
        Instant before = clock.instant().minus(LONGEST_IDLE);
        used.values().stream()
                .filter(one -> one.at().isBefore(before) && used.remove(one.provider().id(), one))
                .forEach(one -> retire(one.station()));
    }

    /** Closes all providers' links, and lets them say good-bye. */
    Mono<Void> close() {
        return Mono.<Void>fromRunnable(
                        () -> used.values().forEach(one -> one.station().close().run()))
                .then(Mono.defer(() -> links.farewell(FAREWELL)));
    }

    private void retire(Station station) {
        metrics.forget(station);
        station.retire();
    }

    private Optional<Station> open(Provider provider) {
        try {
            var open = links.open(provider, receipt -> receipts.accept(provider.id(), receipt));
            var station =
                    new Station(
                            provider.id(),
                            provider.kind(),
                            provider.channel(),
                            lanes.apply(open.link().concurrency()),
                            new Breaker(clock),
                            open.link()::send,
                            open.link()::receive,
                            open::close);
            metrics.watch(station);
            return Optional.of(station);
        } catch (RuntimeException e) {
            log.error("{} cannot be used: {}", provider, e.getClass().getName());
            return Optional.empty();
        }
    }

    private Station station(Sender sender) {
        var station =
                new Station(
                        sender.name(),
                        sender.name(),
                        sender.channel(),
                        lanes.apply(sender.concurrency()),
                        new Breaker(clock),
                        sender::send,
                        _ -> Mono.just(new ReceiptOutcome.Forged()),
                        () -> {});
        metrics.watch(station);
        return station;
    }
}
