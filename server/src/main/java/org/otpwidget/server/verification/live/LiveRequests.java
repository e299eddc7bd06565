package org.otpwidget.server.verification.live;

import io.micrometer.core.instrument.MeterRegistry;

import org.otpwidget.server.database.DatabaseNotifications;
import org.otpwidget.server.delivery.Channels;
import org.otpwidget.server.widget.Channel;
import org.otpwidget.server.widget.Widget;
import org.otpwidget.server.widget.Widgets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;

import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;
import reactor.core.publisher.FluxSink.OverflowStrategy;
import reactor.core.publisher.Mono;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Tells what becomes of requests: once, or again and again until they end. */
@Service
@EnableConfigurationProperties(LiveSettings.class)
public class LiveRequests implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(LiveRequests.class);

    private static final String CHANNEL = "otp_request";
    private static final Duration TICK = Duration.ofSeconds(1);

    /** Ticks between two beats of a stream; not all streams beat in the same tick. */
    private static final int BEAT = 20;

    /** A page that is reloaded leaves its old stream behind for a while. */
    private static final int MOST_PER_REQUEST = 5;

    private final LiveRows rows;
    private final Widgets widgets;
    private final Channels channels;
    private final DatabaseNotifications notifications;
    private final LiveSettings settings;
    private final Clock clock;
    private final Map<LiveKey, Watch> watches = new ConcurrentHashMap<>();
    private final AtomicInteger open = new AtomicInteger();
    private final Disposable.Swap work = Disposables.swap();

    LiveRequests(
            LiveRows rows,
            Widgets widgets,
            Channels channels,
            DatabaseNotifications notifications,
            LiveSettings settings,
            MeterRegistry registry,
            Clock clock) {
        this.rows = rows;
        this.widgets = widgets;
        this.channels = channels;
        this.notifications = notifications;
        this.settings = settings;
        this.clock = clock;
        registry.gauge("otp.live.streams", open);
    }

    /** The state of a widget's request; empty when it has none of this id. */
    public Mono<LiveState> state(Widget widget, String reqId) {
        return rows.read(new LiveKey(reqId, widget.id()))
                .zipWith(resend(widget))
                .map(found -> LiveRules.state(found.getT1(), found.getT2(), clock.instant()));
    }

    /**
     * The state of a widget's request, now and whenever it changes; ends with the request. The same
     * state comes again now and then when nothing happened. A slow reader misses states that are
     * over.
     */
    public Flux<LiveState> states(Widget widget, String reqId) {
        return Flux.create(
                stream -> join(new LiveKey(reqId, widget.id()), stream), OverflowStrategy.LATEST);
    }

    /** Whether there is room for another stream. */
    public boolean hasRoom(Widget widget, String reqId) {
        Watch watch = watches.get(new LiveKey(reqId, widget.id()));
        return open.get() < settings.mostStreams()
                && (watch == null || watch.streams() < MOST_PER_REQUEST);
    }

    private void join(LiveKey key, FluxSink<LiveState> stream) {
        open.incrementAndGet();
        Watch joined =
                watches.compute(
                        key,
                        (_, known) -> {
                            Watch watch = known == null || known.isFinal() ? new Watch(key) : known;
                            watch.add(stream);
                            return watch;
                        });
        var _ = stream.onDispose(() -> leave(joined, stream));
        if (joined.row() == null) {
            look(joined, rows.watch(key));
        }
    }

    private void leave(Watch left, FluxSink<LiveState> stream) {
        open.decrementAndGet();
        watches.computeIfPresent(
                left.key(),
                (_, watch) -> {
                    boolean empty = left.remove(stream);
                    return watch == left && empty ? null : watch;
                });
    }

    private void changed(String notice) {
        if (notice.isEmpty()) {
            watches.values().forEach(watch -> look(watch, rows.read(watch.key())));
            return;
        }
        Watch watch = watches.get(LiveKey.of(notice));
        if (watch != null) {
            look(watch, rows.read(watch.key()));
        }
    }

    private void look(Watch watch, Mono<LiveRow> read) {
        if (watch.beginReading()) {
            var _ =
                    read.flatMap(row -> show(watch, row))
                            .switchIfEmpty(Mono.fromRunnable(watch::end)) // it is gone
                            .doFinally(
                                    _ -> {
                                        if (watch.endReading()) {
                                            look(watch, rows.read(watch.key()));
                                        }
                                    })
                            .subscribe(
                                    _ -> {},
                                    failure ->
                                            log.warn(
                                                    "A live request was not read: {}",
                                                    failure.toString()));
        }
    }

    private Mono<LiveRow> show(Watch watch, LiveRow row) {
        return widgets.find(watch.key().widget())
                .flatMap(this::resend)
                .defaultIfEmpty(List.of())
                .map(
                        resend -> {
                            Instant now = clock.instant();
                            watch.show(
                                    row,
                                    LiveRules.state(row, resend, now),
                                    LiveRules.nextChange(row, now));
                            return row;
                        });
    }

    /** The widget's resend channels that somebody can send over at the moment. */
    private Mono<List<Channel>> resend(Widget widget) {
        return channels.available(widget.accountId())
                .map(
                        available ->
                                widget.settings().resendChannels().stream()
                                        .filter(available::contains)
                                        .toList());
    }

    private void tick(long tick) {
        Instant now = clock.instant();
        for (Watch watch : watches.values()) {
            LiveRow row = watch.row();
            if (watch.growsUp()) {
                look(watch, rows.read(watch.key()));
            } else if (row != null && watch.isDue(now)) {
                look(watch, Mono.just(row));
            } else if (Math.floorMod(watch.key().id().hashCode() - tick, BEAT) == 0) {
                watch.beat();
            }
        }
    }

    @Override
    public void start() {
        work.update(
                Disposables.composite(
                        notifications.listen(CHANNEL).subscribe(this::changed),
                        Flux.interval(TICK).onBackpressureDrop().subscribe(this::tick)));
    }

    /** Ends the streams, which a graceful stop would wait for. */
    @EventListener(ContextClosedEvent.class)
    void close() {
        watches.values().forEach(Watch::end);
    }

    @Override
    public void stop() {
        work.update(Disposables.disposed());
    }

    @Override
    public boolean isRunning() {
        var current = work.get();
        return current != null && !current.isDisposed();
    }
}
