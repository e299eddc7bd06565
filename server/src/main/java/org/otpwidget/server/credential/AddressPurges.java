package org.otpwidget.server.credential;

import static org.otpwidget.server.database.Column.required;

import io.r2dbc.spi.Readable;

import org.otpwidget.server.database.Purge;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;

import reactor.core.publisher.Mono;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Deletes the states of addresses that are as good as unknown again. */
@Configuration(proxyBeanMethods = false)
class AddressPurges {

    /** Hits count in their period and the next; the longest period is a day. */
    private static final Duration RETENTION = Duration.ofDays(2);

    /** :token, :ip: key; :before: over since. */
    private static final String SQL =
            """
            WITH stretch AS MATERIALIZED (
                SELECT token_id, ip FROM ip_state
                 WHERE (token_id, ip) > (:token, CAST(:ip AS inet)) ORDER BY 1, 2 LIMIT %d),
            over AS (
                SELECT token_id, ip FROM ip_state s JOIN stretch USING (token_id, ip)
                 WHERE (s.state = 'normal' AND s.period_start < :before)
                    OR (s.state = 'temporarily_blocked' AND s.blocked_until < :before)
                   FOR UPDATE OF s SKIP LOCKED),
            gone AS (
                DELETE FROM ip_state s USING over
                 WHERE s.token_id = over.token_id AND s.ip = over.ip)
            SELECT token_id, CAST(ip AS text) AS ip FROM stretch
             ORDER BY stretch.token_id DESC, stretch.ip DESC LIMIT 1
            """
                    .formatted(Purge.BATCH);

    private final DatabaseClient database;
    private final Clock clock;

    AddressPurges(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    @Bean
    Purge ipStatePurge() {
        return Purge.throughout("states of addresses", Key.FIRST, this::delete);
    }

    private Mono<Key> delete(Key after) {
        Instant before = clock.instant().minus(RETENTION);
        return database.sql(SQL)
                .bind("token", after.token)
                .bind("ip", after.ip)
                .bind("before", before)
                .map(Key::of)
                .one();
    }

    /** The primary key of a state. */
    private record Key(String token, String ip) {

        static final Key FIRST = new Key("", "0.0.0.0/0");

        static Key of(Readable row) {
            return new Key(
                    required(row, "token_id", String.class), required(row, "ip", String.class));
        }
    }
}
