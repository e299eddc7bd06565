package org.otpwidget.server.delivery;

import org.otpwidget.server.widget.Channel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

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

    private final Messages messages;
    private final OutboxMetrics metrics;
    private final Clock clock;
    private final Scheduler scheduler;
    private final Map<Channel, Lane> lanes = new EnumMap<>(Channel.class);

    Outbox(
            Channels channels,
            Courier courier,
            Messages messages,
            OutboxMetrics metrics,
            Clock clock,
            Scheduler scheduler) {
        this.messages = messages;
        this.metrics = metrics;
        this.clock = clock;
        this.scheduler = scheduler;
        channels.senders()
                .forEach(
                        (channel, sender) ->
                                lanes.put(
                                        channel,
                                        new Lane(
                                                sender.concurrency(),
                                                message -> courier.deliver(message, sender),
                                                scheduler)));
    }

    /**
     * Sends messages whose rows were just committed on this node. Returns at once; a message that
     * finds its sender busy stays in the table and is picked up when its lease ends.
     */
    public void dispatch(List<Queued> queued) {
        queued.forEach(this::offer);
    }

    /** Closes what must not be sent any more, then leases and sends what is due. */
    Mono<Void> poll() {
        return Mono.defer(
                () -> {
                    Instant now = clock.instant();
                    return messages.closeOver(now)
                            .doOnNext(channel -> metrics.count(channel, Completion.Status.EXPIRED))
                            .thenMany(messages.lease(now, now.plus(LEASE), free()))
                            .doOnNext(this::offer)
                            .then(messages.lag(now))
                            .doOnNext(metrics::lag)
                            .then();
                });
    }

    /** Goes on sending what is held, for a while; the rest becomes due at once, for other nodes. */
    Mono<Void> drain(Duration time) {
        return Mono.when(lanes.values().stream().map(Lane::idle).toList())
                .timeout(time, Mono.defer(this::giveBack), scheduler);
    }

    private Mono<Void> giveBack() {
        List<Long> rest =
                lanes.values().stream()
                        .flatMap(lane -> lane.giveBack().stream())
                        .map(Queued::id)
                        .toList();
        log.info("{} messages are left to other nodes", rest.size());
        return messages.release(rest, clock.instant());
    }

    private boolean offer(Queued message) {
        Lane lane = lanes.get(message.channel());
        return lane != null && lane.offer(message);
    }

    private Map<Channel, Integer> free() {
        var free = new EnumMap<Channel, Integer>(Channel.class);
        lanes.forEach((channel, lane) -> free.put(channel, lane.free()));
        return free;
    }
}
