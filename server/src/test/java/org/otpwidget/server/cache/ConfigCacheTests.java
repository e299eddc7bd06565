package org.otpwidget.server.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

class ConfigCacheTests {

    private final AtomicLong nanos = new AtomicLong();
    private final AtomicInteger queries = new AtomicInteger();
    private final ConfigCache<String> cache = new ConfigCache<>(nanos::get);

    @Test
    void readsOnce() {
        assertThat(find("row")).isEqualTo("row");
        assertThat(find("row")).isEqualTo("row");
        assertThat(queries).hasValue(1);
    }

    @Test
    void remembersThatThereIsNoRow() {
        assertThat(cache.find("key", () -> read(Mono.empty())).block()).isNull();
        assertThat(cache.find("key", () -> read(Mono.just("row"))).block()).isNull();
        assertThat(queries).hasValue(1);
    }

    @Test
    void readsAgainAfterItsTime() {
        find("old");
        nanos.addAndGet(ConfigCache.LIFETIME.minusNanos(1).toNanos());
        assertThat(find("new")).isEqualTo("old");
        nanos.addAndGet(Duration.ofNanos(1).toNanos());
        assertThat(find("new")).isEqualTo("new");
    }

    @Test
    void readsAgainOnceForgotten() {
        find("old");
        cache.forget("key");
        assertThat(find("new")).isEqualTo("new");
        cache.forgetAll();
        assertThat(find("newer")).isEqualTo("newer");
    }

    @Test
    void sharesAQueryAmongCallers() {
        Sinks.One<String> answer = Sinks.one();
        var first = cache.find("key", () -> read(answer.asMono())).toFuture();
        var second = cache.find("key", () -> read(answer.asMono())).toFuture();
        first.cancel(true);
        answer.tryEmitValue("row").orThrow();

        assertThat(second).isCompletedWithValue("row");
        assertThat(queries).hasValue(1);
    }

    @Test
    void doesNotKeepWhatWasReadBeforeAChange() {
        Sinks.One<String> answer = Sinks.one();
        var early = cache.find("key", () -> read(answer.asMono())).toFuture();
        cache.forget("key");
        answer.tryEmitValue("old").orThrow();

        assertThat(early).isCompletedWithValue("old");
        assertThat(find("new")).isEqualTo("new");
    }

    @Test
    void doesNotKeepFailures() {
        assertThatThrownBy(
                        () ->
                                cache.find(
                                                "key",
                                                () -> Mono.error(new IllegalStateException("down")))
                                        .block())
                .hasMessageContaining("down");
        assertThat(find("row")).isEqualTo("row");
    }

    private @Nullable String find(String row) {
        return cache.find("key", () -> read(Mono.just(row))).block();
    }

    private Mono<String> read(Mono<String> row) {
        queries.incrementAndGet();
        return row;
    }
}
