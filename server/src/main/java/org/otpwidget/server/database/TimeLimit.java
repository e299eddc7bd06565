package org.otpwidget.server.database;

import io.r2dbc.spi.Connection;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Closes connections that somebody holds for longer than any statement may take. A database that
 * went silent tells nobody so: its own time-outs don't reach us, and TCP keeps hoping for a quarter
 * of an hour. Whoever waits for an answer gets an error then, and the pool opens a new connection.
 */
final class TimeLimit {

    private static final Logger log = LoggerFactory.getLogger(TimeLimit.class);

    private final Duration limit;
    private final Map<Connection, Disposable> held = new ConcurrentHashMap<>();

    /**
     * @param limit longest time from taking a connection out of the pool to giving it back
     */
    TimeLimit(Duration limit) {
        this.limit = limit;
    }

    /** The pool gave this connection to somebody. */
    Mono<Void> taken(Connection connection) {
        return Mono.fromRunnable(
                () ->
                        forget(
                                held.put(
                                        connection,
                                        Schedulers.parallel()
                                                .schedule(
                                                        () -> cut(connection),
                                                        limit.toMillis(),
                                                        TimeUnit.MILLISECONDS))));
    }

    /** The connection comes back to the pool. */
    Mono<Void> givenBack(Connection connection) {
        return Mono.fromRunnable(() -> forget(held.remove(connection)));
    }

    private void cut(Connection connection) {
        held.remove(connection);
        log.warn("The database did not answer within {}: closing the connection", limit);
        var _ =
                Mono.from(connection.close())
                        .subscribe(
                                _ -> {}, e -> log.debug("The connection closed with an error", e));
    }

    private static void forget(@Nullable Disposable timer) {
        if (timer != null) {
            timer.dispose();
        }
    }
}
