package org.otpwidget.server.database;

import reactor.core.publisher.Mono;

import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Rows of one kind that nobody needs any more, and how to delete them: in small statements, each a
 * commit of its own, with pauses in between that leave the database to the calls. Each must pass
 * over rows that others hold ({@code SKIP LOCKED}), so that nobody waits and several nodes may
 * purge at once.
 */
public final class Purge {

    /** Rows that one statement looks at. */
    public static final int BATCH = 1000;

    private static final Duration PAUSE = Duration.ofMillis(50);

    private final String rows;
    private final Duration interval;
    private final Mono<Void> work;

    private Purge(String rows, Duration interval, Mono<Void> work) {
        this.rows = rows;
        this.interval = interval;
        this.work = work;
    }

    /**
     * For rows that an index finds by age.
     *
     * @param rows what they are, in the plural
     * @param batch deletes the oldest {@link #BATCH} as far as they are old enough, and tells how
     *     many these were
     */
    public static Purge oldest(String rows, Supplier<Mono<Long>> batch) {
        Mono<Void> work =
                Mono.defer(batch)
                        .expand(
                                deleted ->
                                        deleted < BATCH
                                                ? Mono.empty()
                                                : Mono.delay(PAUSE).then(Mono.defer(batch)))
                        .then();
        return new Purge(rows, Duration.ofMinutes(1), work);
    }

    /**
     * For rows that no index finds: an index by age would cost their writers more than this costs.
     *
     * @param rows what they are, in the plural
     * @param first sorts before all keys
     * @param stretch deletes what is over among the {@link #BATCH} rows after a key, and tells the
     *     last of these; empty at the end
     */
    public static <K> Purge throughout(String rows, K first, Function<K, Mono<K>> stretch) {
        Mono<Void> work =
                Mono.defer(() -> stretch.apply(first))
                        .expand(last -> Mono.delay(PAUSE).then(stretch.apply(last)))
                        .then();
        return new Purge(rows, Duration.ofHours(1), work);
    }

    /**
     * For SQL: what sorts behind all ids of earlier seconds than a time, and before all others. Ids
     * of rows that come and go begin with the time.
     *
     * @param time an expression
     */
    public static String idsBefore(String time) {
        return "lpad(to_hex(floor(extract(epoch FROM %s))::bigint), 8, '0')".formatted(time);
    }

    /** Deletes all that there is to delete now. */
    public Mono<Void> run() {
        return work;
    }

    /** How long to rest after it. */
    Duration interval() {
        return interval;
    }

    @Override
    public String toString() {
        return "Deleting old " + rows;
    }
}
