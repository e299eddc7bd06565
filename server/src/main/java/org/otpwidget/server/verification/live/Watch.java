package org.otpwidget.server.verification.live;

import org.jspecify.annotations.Nullable;

import reactor.core.publisher.FluxSink;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A request that somebody on this node looks at. */
final class Watch {

    private final LiveKey key;
    private final List<FluxSink<LiveState>> streams = new CopyOnWriteArrayList<>();
    private final AtomicInteger reading = new AtomicInteger();
    private volatile @Nullable LiveRow row;
    private volatile @Nullable LiveState state;
    private volatile @Nullable Instant nextChange;
    private volatile boolean young = true;

    Watch(LiveKey key) {
        this.key = key;
    }

    LiveKey key() {
        return key;
    }

    int streams() {
        return streams.size();
    }

    void add(FluxSink<LiveState> stream) {
        streams.add(stream);
        LiveState known = state;
        if (known != null) {
            tell(stream, known);
        }
    }

    /** Whether nobody is left. */
    boolean remove(FluxSink<LiveState> stream) {
        streams.remove(stream);
        return streams.isEmpty();
    }

    /** Whether the caller has to read; if not, who reads already will read again. */
    boolean beginReading() {
        return reading.getAndIncrement() == 0;
    }

    /** Whether something changed while it was read. */
    boolean endReading() {
        return reading.getAndSet(0) > 1;
    }

    @Nullable LiveRow row() {
        return row;
    }

    void show(LiveRow read, LiveState now, @Nullable Instant next) {
        row = read;
        nextChange = next;
        if (now.equals(state)) {
            return;
        }
        state = now;
        streams.forEach(stream -> tell(stream, now));
        if (now.isFinal()) {
            end();
        }
    }

    /** The same state again, which tells a stream that nothing happened. */
    void beat() {
        LiveState known = state;
        if (known != null) {
            streams.forEach(stream -> tell(stream, known));
        }
    }

    private static void tell(FluxSink<LiveState> stream, LiveState state) {
        var _ = stream.next(state);
    }

    void end() {
        streams.forEach(FluxSink::complete);
    }

    boolean isFinal() {
        LiveState known = state;
        return known != null && known.isFinal();
    }

    boolean isDue(Instant now) {
        Instant next = nextChange;
        return next != null && !next.isAfter(now);
    }

    /**
     * Once true, a tick after the first reading: a message that was being recorded just then could
     * not know yet that somebody looks.
     */
    boolean growsUp() {
        boolean grows = young && row != null;
        if (grows) {
            young = false;
        }
        return grows;
    }
}
