package org.otpwidget.server.cache;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;

import reactor.core.publisher.Mono;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Rows of one table by the key that calls bring. That there is no such row is remembered too, so
 * that a flood of calls with an unknown key costs one query; the number of entries is bounded.
 */
public final class ConfigCache<V> {

    /** Bounds what a node may get wrong while notices don't reach it. */
    static final Duration LIFETIME = Duration.ofSeconds(10);

    private static final int MOST_ENTRIES = 10_000;

    private final AsyncCache<String, Optional<V>> entries;

    ConfigCache(Ticker ticker) {
        this.entries =
                Caffeine.newBuilder()
                        .maximumSize(MOST_ENTRIES)
                        .expireAfterWrite(LIFETIME)
                        .ticker(ticker)
                        .buildAsync();
    }

    /**
     * The row of a key, or empty when there is none. Callers at the same time share one query.
     *
     * @param load reads the row, when it is not in memory
     */
    public Mono<V> find(String key, Supplier<Mono<V>> load) {
        // Not cancelled with the caller: others may wait for the same query.
        return Mono.fromFuture(() -> entries.get(key, (missing, executor) -> read(load)), true)
                .flatMap(Mono::justOrEmpty);
    }

    /** Forgets one key; a query under way for it no longer counts either. */
    public void forget(String key) {
        entries.synchronous().invalidate(key);
    }

    /** Forgets everything. */
    public void forgetAll() {
        entries.synchronous().invalidateAll();
    }

    private CompletableFuture<Optional<V>> read(Supplier<Mono<V>> load) {
        return load.get()
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .toFuture()
                .thenApply(found -> found == null ? Optional.empty() : found);
    }
}
