package org.otpwidget.server.credential;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.r2dbc.core.DatabaseClient;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/**
 * Notes when credentials were last used: at most once a minute for each, and beside the call that
 * used it, which neither waits nor fails for it.
 */
final class LastUse {

    private static final Logger log = LoggerFactory.getLogger(LastUse.class);
    private static final Duration PAUSE = Duration.ofMinutes(1);
    private static final int MOST_ENTRIES = 10_000;

    private final DatabaseClient database;
    private final String write;
    private final Clock clock;
    private final Cache<String, Instant> noted;

    /**
     * @param table whose column {@code last_used_at} it is
     */
    LastUse(DatabaseClient database, String table, Clock clock) {
        this.database = database;
        this.write = "UPDATE " + table + " SET last_used_at = :now WHERE id = :id";
        this.clock = clock;
        this.noted =
                Caffeine.newBuilder()
                        .maximumSize(MOST_ENTRIES)
                        .expireAfterWrite(PAUSE)
                        .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                        .build();
    }

    /** The credential was used just now. */
    void note(String id) {
        var now = clock.instant();
        if (noted.asMap().putIfAbsent(id, now) == null) {
            var _ =
                    database.sql(write)
                            .bind("now", now)
                            .bind("id", id)
                            .fetch()
                            .rowsUpdated()
                            .subscribe(
                                    rows -> {},
                                    error ->
                                            log.warn(
                                                    "A last use was not noted: {}",
                                                    error.toString()));
        }
    }
}
