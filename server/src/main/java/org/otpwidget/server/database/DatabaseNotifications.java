package org.otpwidget.server.database;

import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import io.r2dbc.postgresql.api.Notification;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.postgresql.api.PostgresqlResult;
import io.r2dbc.spi.R2dbcNonTransientResourceException;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

import java.time.Duration;
import java.util.Objects;

/**
 * Hears what any node says by {@code NOTIFY}, on a connection beside the pool, since a pooled one
 * would forget its {@code LISTEN}.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-notify.html">NOTIFY</a>
 */
public final class DatabaseNotifications {

    private static final Duration FIRST_WAIT = Duration.ofMillis(100);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    private final PostgresqlConnectionFactory connections;

    DatabaseNotifications(PostgresqlConnectionFactory connections) {
        this.connections = connections;
    }

    /**
     * The payloads on a channel, on one connection a subscriber, which is opened again whenever it
     * is lost. An empty payload comes first and after each gap: something may have been missed, so
     * look for yourself.
     *
     * @param channel its name, as {@code NOTIFY} gives it in quotes
     */
    public Flux<String> listen(String channel) {
        return Flux.usingWhen(
                        connections.create(),
                        connection -> payloads(connection, channel),
                        PostgresqlConnection::close)
                .retryWhen(
                        Retry.backoff(Long.MAX_VALUE, FIRST_WAIT)
                                .maxBackoff(LONGEST_WAIT)
                                .transientErrors(true));
    }

    private static Flux<String> payloads(PostgresqlConnection connection, String channel) {
        Flux<String> heard =
                connection
                        .getNotifications()
                        .map(DatabaseNotifications::payload)
                        .concatWith(Flux.error(DatabaseNotifications::lost));
        Mono<String> listening =
                connection
                        .createStatement("LISTEN \"" + channel.replace("\"", "\"\"") + "\"")
                        .execute()
                        .flatMap(PostgresqlResult::getRowsUpdated)
                        .then(Mono.just(""));
        return Flux.merge(heard, listening);
    }

    private static String payload(Notification notification) {
        return Objects.requireNonNullElse(notification.getParameter(), "");
    }

    private static Exception lost() {
        return new R2dbcNonTransientResourceException("The connection that listens was closed");
    }
}
