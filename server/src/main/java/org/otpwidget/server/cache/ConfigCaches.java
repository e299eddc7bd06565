package org.otpwidget.server.cache;

import org.springframework.stereotype.Component;

import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Makes the caches, and passes on what changed. */
@Component
public final class ConfigCaches {

    private final Clock clock;
    private final Map<String, Consumer<String>> byKey = new ConcurrentHashMap<>();
    private final Map<String, Runnable> whole = new ConcurrentHashMap<>();

    /** Caches of one node. */
    public ConfigCaches(Clock clock) {
        this.clock = clock;
    }

    /** A cache over a table whose notices carry the same key that the cache is read by. */
    public <V> ConfigCache<V> byKey(String table) {
        var cache = new ConfigCache<V>(this::nanos);
        byKey.put(table, cache::forget);
        whole.put(table, cache::forgetAll);
        return cache;
    }

    /** A cache over a table whose notices carry another key: each of them empties it. */
    public <V> ConfigCache<V> whole(String table) {
        ConfigCache<V> cache = byKey(table);
        byKey.put(table, key -> cache.forgetAll());
        return cache;
    }

    /**
     * Tells whenever a table changed, or may have; for rows that are kept in another way.
     *
     * @param changed returns at once
     */
    public void listen(String table, Runnable changed) {
        byKey.put(table, key -> changed.run());
        whole.put(table, changed);
    }

    /** A row was made, changed or deleted. */
    void changed(String table, String key) {
        byKey.getOrDefault(table, unknown -> {}).accept(key);
    }

    /** Anything may have changed. */
    void changedUnseen() {
        whole.values().forEach(Runnable::run);
    }

    private long nanos() {
        return TimeUnit.MILLISECONDS.toNanos(clock.millis());
    }
}
