package org.otpwidget.server.credential;

import static org.otpwidget.server.database.Column.required;

import org.otpwidget.server.cache.ConfigCache;
import org.otpwidget.server.cache.ConfigCaches;
import org.otpwidget.server.credential.Token.Throttle;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;

import reactor.core.publisher.Mono;

import java.time.Clock;
import java.time.Instant;

/**
 * Which client addresses a token blocks, for calls that are answered from memory. Whether a token
 * knows any address is remembered for seconds, so that most such calls ask no database; a token's
 * very first block may take effect that much later here.
 */
@Component
public class AddressBlocks {

    private static final String KNOWS_ANY =
            "SELECT EXISTS (SELECT FROM ip_state WHERE token_id = :token) AS found";

    private static final String UNTIL =
            """
            SELECT until FROM throttle(:token, CAST(:ip AS inet), NULL, NULL, NULL, :now) AS until
             WHERE until IS NOT NULL
            """;

    private static final String HIT =
            """
            SELECT until FROM throttle(:token, CAST(:ip AS inet), :hits, :period, :block, :now)
                    AS until
             WHERE until IS NOT NULL
            """;

    private final DatabaseClient database;
    private final Clock clock;
    private final ConfigCache<Boolean> knowsAny;

    AddressBlocks(DatabaseClient database, ConfigCaches caches, Clock clock) {
        this.database = database;
        this.clock = clock;
        this.knowsAny = caches.byKey("ip_state");
    }

    /**
     * When the block of an address ends, centuries from now for one without an end; empty for an
     * address that is not blocked. Counts no hit.
     *
     * @param ip an address as {@link org.otpwidget.server.client.Addresses#forLimits} gives it
     */
    public Mono<Instant> until(Token token, String ip) {
        return knowsAny.find(token.id(), () -> knowsAny(token.id()))
                .filter(known -> known)
                .flatMap(_ -> read(token.id(), ip));
    }

    /**
     * As {@link #until}, but counts a hit of the token's throttle rule first, if it has one. It is
     * for calls that cost something before they get to what counts them.
     */
    public Mono<Instant> hit(Token token, String ip) {
        Throttle rule = token.throttle();
        return rule == null
                ? until(token, ip)
                : database.sql(HIT)
                        .bind("token", token.id())
                        .bind("ip", ip)
                        .bind("hits", rule.hits())
                        .bind("period", rule.period())
                        .bind("block", rule.block())
                        .bind("now", clock.instant())
                        .map(row -> required(row, "until", Instant.class))
                        .one();
    }

    private Mono<Boolean> knowsAny(String token) {
        return database.sql(KNOWS_ANY)
                .bind("token", token)
                .map(row -> required(row, "found", Boolean.class))
                .one();
    }

    private Mono<Instant> read(String token, String ip) {
        return database.sql(UNTIL)
                .bind("token", token)
                .bind("ip", ip)
                .bind("now", clock.instant())
                .map(row -> required(row, "until", Instant.class))
                .one();
    }
}
