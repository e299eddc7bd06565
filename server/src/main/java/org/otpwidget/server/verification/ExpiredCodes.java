package org.otpwidget.server.verification;

import static org.otpwidget.server.database.Column.required;

import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Readable;

import org.otpwidget.server.account.Ids;
import org.otpwidget.server.database.Purge;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;

import reactor.core.publisher.Mono;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Wipes the sealed codes of requests that expired unanswered. Each walk begins where the one before
 * found the oldest code that was still needed, so that only recent requests are read.
 */
@Configuration(proxyBeanMethods = false)
class ExpiredCodes {

    /** No code lives shorter than this. */
    private static final Duration SHORTEST_LIFE = Duration.ofMinutes(1);

    /** $1: id; $2: id below which requests are old enough to look at; $3: the time. */
    private static final String SQL =
            """
            WITH stretch AS MATERIALIZED (
                SELECT id, code_sealed IS NOT NULL AS sealed FROM request
                 WHERE id > $1 AND id < $2 ORDER BY id LIMIT %d),
            over AS (
                SELECT r.id FROM request r JOIN stretch USING (id)
                 WHERE stretch.sealed AND r.code_sealed IS NOT NULL AND r.expires_at <= $3
                   FOR UPDATE OF r SKIP LOCKED),
            wiped AS (
                UPDATE request r SET code_sealed = NULL FROM over WHERE r.id = over.id)
            SELECT id, (SELECT count(*) FROM stretch WHERE sealed)
                       = (SELECT count(*) FROM over) AS clean
              FROM stretch ORDER BY id DESC LIMIT 1
            """
                    .formatted(Purge.BATCH);

    private final DatabaseClient database;
    private final Clock clock;
    private final AtomicReference<String> cleanUpTo = new AtomicReference<>("");

    ExpiredCodes(ConnectionFactory connections, Clock clock) {
        this.database = DatabaseClient.create(connections);
        this.clock = clock;
    }

    @Bean
    Purge expiredCodePurge() {
        return Purge.throughout("codes", Place.FIRST, this::wipe);
    }

    private Mono<Place> wipe(Place after) {
        Instant now = clock.instant();
        return database.sql(SQL)
                .bind(0, after.id.isEmpty() ? cleanUpTo.get() : after.id)
                .bind(1, Ids.firstOf(now.minus(SHORTEST_LIFE)))
                .bind(2, now)
                .map(row -> Place.of(row, after))
                .one()
                .doOnNext(
                        place -> {
                            if (place.clean) {
                                cleanUpTo.set(place.id);
                            }
                        });
    }

    /**
     * How far a walk got.
     *
     * @param clean whether no code is left before it
     */
    private record Place(String id, boolean clean) {

        static final Place FIRST = new Place("", true);

        static Place of(Readable row, Place before) {
            return new Place(
                    required(row, "id", String.class),
                    before.clean && required(row, "clean", Boolean.class));
        }
    }
}
