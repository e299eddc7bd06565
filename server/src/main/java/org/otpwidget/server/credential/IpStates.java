package org.otpwidget.server.credential;

import static org.otpwidget.server.database.Column.required;

import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.client.Addresses;
import org.otpwidget.server.client.Cidr;
import org.otpwidget.server.credential.IpState.State;
import org.otpwidget.server.form.Page;
import org.otpwidget.server.form.PageQuery;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;

import reactor.core.publisher.Mono;

import java.time.Clock;
import java.time.Instant;
import java.util.Locale;

/**
 * The states that client addresses have with a token. A block that is over reads as normal. Rows
 * are kept by what limits count by ({@link org.otpwidget.server.client.Addresses#forLimits}).
 */
@Component
public class IpStates {

    /** Sorts before every address. */
    private static final String FIRST = "0.0.0.0/0";

    private static final String COLUMNS =
            """
            host(ip) AS ip,
            CASE WHEN state = 'temporarily_blocked' AND blocked_until <= :now THEN 'normal'
                 ELSE coalesce(state, 'normal') END AS state,
            CASE WHEN state = 'temporarily_blocked' AND blocked_until > :now THEN blocked_until
                 END AS blocked_until
            """;

    private final DatabaseClient database;
    private final Clock clock;

    IpStates(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * The state of an address; normal when nothing is known of it.
     *
     * @param ip an address as {@code forLimits} gives it
     */
    public Mono<IpState> get(Token token, String ip) {
        return database.sql(
                        "SELECT "
                                + COLUMNS
                                + """
                                FROM (SELECT CAST(:ip AS inet) AS ip) AS asked
                                LEFT JOIN (SELECT * FROM ip_state WHERE token_id = :token) AS known
                                USING (ip)
                                """)
                .bind("now", clock.instant())
                .bind("token", token.id())
                .bind("ip", ip)
                .map(IpStates::ipState)
                .one();
    }

    /** The addresses that the token has seen under its throttle rule or was told of, by address. */
    public Mono<Page<IpState>> list(Token token, IpFilter filter, PageQuery query) {
        var within = filter.within();
        var state = filter.state();
        return database.sql(
                        "SELECT "
                                + COLUMNS
                                + """
                                FROM ip_state
                                WHERE token_id = :token AND ip_state.ip > CAST(:after AS inet)
                                  AND (CAST(:within AS inet) IS NULL
                                       OR ip_state.ip <<= CAST(:within AS inet))
                                  AND (CAST(:state AS text) IS NULL OR :state =
                                       CASE WHEN state = 'temporarily_blocked'
                                             AND blocked_until <= :now THEN 'normal'
                                            ELSE state END)
                                ORDER BY ip_state.ip LIMIT :rows
                                """)
                .bind("within", text(within == null ? null : block(within)))
                .bind("state", text(state == null ? null : word(state)))
                .bind("now", clock.instant())
                .bind("token", token.id())
                .bind("after", query.after() == null ? FIRST : query.after())
                .bind("rows", query.rows())
                .map(IpStates::ipState)
                .all()
                .collectList()
                .map(found -> Page.of(found, query, IpState::ip));
    }

    /** Gives an address a state, and forgets its hits. */
    public Mono<IpState> put(Token token, IpState state) {
        return database.sql(
                        """
                        INSERT INTO ip_state (token_id, ip, state, blocked_until, period_start)
                        VALUES (:token, CAST(:ip AS inet), :state, :until, :now)
                        ON CONFLICT (token_id, ip) DO UPDATE
                        SET state = EXCLUDED.state, blocked_until = EXCLUDED.blocked_until,
                            period_start = EXCLUDED.period_start, hits = 0, earlier_hits = 0
                        RETURNING
                        """
                                + COLUMNS)
                .bind("token", token.id())
                .bind("ip", state.ip())
                .bind("state", word(state.state()))
                .bind(
                        "until",
                        Parameters.in(R2dbcType.TIMESTAMP_WITH_TIME_ZONE, state.blockedUntil()))
                .bind("now", clock.instant())
                .map(IpStates::ipState)
                .one();
    }

    /** Forgets what is known of an address, its hits too; answers its state, or empty. */
    public Mono<IpState> delete(Token token, String ip) {
        return database.sql(
                        """
                        DELETE FROM ip_state WHERE token_id = :token AND ip = CAST(:ip AS inet)
                        RETURNING
                        """
                                + COLUMNS)
                .bind("token", token.id())
                .bind("ip", ip)
                .bind("now", clock.instant())
                .map(IpStates::ipState)
                .one();
    }

    private static String word(State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    /** As PostgreSQL reads it: bits behind the prefix may be set. */
    private static String block(Cidr block) {
        return Addresses.format(block.network()) + "/" + block.prefix();
    }

    private static Object text(@Nullable String value) {
        return Parameters.in(R2dbcType.VARCHAR, value);
    }

    private static IpState ipState(Readable row) {
        return new IpState(
                required(row, "ip", String.class),
                State.valueOf(required(row, "state", String.class).toUpperCase(Locale.ROOT)),
                row.get("blocked_until", Instant.class));
    }
}
