package org.otpwidget.server.credential;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import reactor.core.publisher.Mono;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;

/**
 * Notes when credentials were last used: at most once a minute for each, and beside the call that
 * used it, which neither waits nor fails for it.
 */
final class LastUse {

    private static final Logger log = LoggerFactory.getLogger(LastUse.class);
    private static final Duration PAUSE = Duration.ofMinutes(1);
    private static final int MOST_ENTRIES = 10_000;

    private final Clock clock;
    private final Cache<String, Instant> noted;
    private final BiFunction<String, Instant, Mono<Long>> write;

    /**
     * @param write stores the time of a credential's id
     */
    LastUse(Clock clock, BiFunction<String, Instant, Mono<Long>> write) {
        this.clock = clock;
        this.noted =
                Caffeine.newBuilder()
                        .maximumSize(MOST_ENTRIES)
                        .expireAfterWrite(PAUSE)
                        .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                        .build();
        this.write = write;
    }

    /** The credential was used just now. */
    void note(String id) {
        var now = clock.instant();
        if (noted.asMap().putIfAbsent(id, now) == null) {
            var _ =
                    write.apply(id, now)
                            .subscribe(
                                    rows -> {},
                                    error ->
                                            log.warn(
                                                    "A last use was not noted: {}",
                                                    error.toString()));
        }
    }
}
