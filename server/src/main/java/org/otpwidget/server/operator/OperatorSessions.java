package org.otpwidget.server.operator;

import static org.otpwidget.server.database.Column.required;

import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.account.Ids;
import org.otpwidget.server.client.Addresses;
import org.otpwidget.server.database.Purge;
import org.otpwidget.server.form.Page;
import org.otpwidget.server.form.PageQuery;
import org.otpwidget.server.operator.BearerSecret.Kind;
import org.otpwidget.server.secret.SecretText;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * The sessions of operators, in the database, so that any node knows them. A session ends twelve
 * hours after its last page, seven days after its beginning, or when somebody ends it.
 */
@Component
public class OperatorSessions {

    private static final int LONGEST_AGENT = 200;
    private static final Duration NOTE_EVERY = Duration.ofMinutes(1);

    private static final String COLUMNS =
            """
            s.id AS session_id, s.created_at AS began_at, s.seen_at, s.proved_at,
            host(s.ip) AS ip, s.agent, o.id, o.account_id, o.email, o.role, o.enabled,
            o.created_at, o.last_sign_in_at
            """;

    private static final String ALIVE = " s.seen_at > :idle AND s.created_at > :absolute ";

    private final DatabaseClient database;
    private final BearerSecret secret;
    private final Clock clock;

    OperatorSessions(DatabaseClient database, BearerSecret secret, Clock clock) {
        this.database = database;
        this.secret = secret;
        this.clock = clock;
    }

    /**
     * A session just begun.
     *
     * @param token what the browser is to bring; secret
     */
    public record Opened(OperatorSession session, SecretText token) {}

    /** Begins a session, for an operator who has just proved who they are. */
    public Mono<Opened> open(Operator operator, InetAddress address, String agent) {
        return open(operator, address, agent, clock.instant());
    }

    /** Begins a session in which passphrase or passkey are still to be given. */
    Mono<Opened> openUnproved(Operator operator, InetAddress address, String agent) {
        return open(operator, address, agent, null);
    }

    private Mono<Opened> open(
            Operator operator, InetAddress address, String agent, @Nullable Instant proved) {
        var now = clock.instant();
        var token = secret.next();
        var session =
                new OperatorSession(
                        Ids.next(now),
                        operator,
                        now,
                        now,
                        proved,
                        Addresses.format(address),
                        agent.substring(0, Math.min(agent.length(), LONGEST_AGENT)));
        return database.sql(
                        """
                        INSERT INTO operator_session
                            (id, token_hash, operator_id, created_at, seen_at, proved_at, ip, agent)
                        VALUES (:id, :hash, :operator, :now, :now, :proved, CAST(:ip AS inet), :agent)
                        """)
                .bind("id", session.id())
                .bind("hash", secret.hash(Kind.SESSION, token))
                .bind("operator", operator.id())
                .bind("now", now)
                .bind("proved", Parameters.in(R2dbcType.TIMESTAMP_WITH_TIME_ZONE, proved))
                .bind("ip", session.ip())
                .bind("agent", session.agent())
                .then()
                .thenReturn(new Opened(session, token));
    }

    /** The session of what a browser brought, while it lasts and its operator may sign in. */
    public Mono<OperatorSession> find(SecretText token) {
        if (!BearerSecret.isUsable(token)) {
            return Mono.empty();
        }
        return alive("s.token_hash IN (:hashes) AND o.enabled")
                .bind("hashes", secret.hashes(Kind.SESSION, token))
                .map(OperatorSessions::session)
                .one()
                .delayUntil(this::seen);
    }

    /**
     * The sessions that last and that an operator may end, the latest begun first: their own, and
     * those of everybody whose role they may take away.
     */
    public Mono<Page<OperatorSession>> list(Operator operator, PageQuery query) {
        return endable(operator, "(:after = '' OR s.id < :after) ORDER BY s.id DESC LIMIT :rows")
                .bind("after", query.start())
                .bind("rows", query.rows())
                .map(OperatorSessions::session)
                .all()
                .collectList()
                .map(found -> Page.of(found, query, OperatorSession::id));
    }

    /** One of the same. */
    public Mono<OperatorSession> get(Operator operator, String id) {
        return endable(operator, "s.id = :id").bind("id", id).map(OperatorSessions::session).one();
    }

    private DatabaseClient.GenericExecuteSpec endable(Operator operator, String condition) {
        return alive(
                        "o.account_id = :account AND (o.id = :operator OR o.role IN (:grants)) AND "
                                + condition)
                .bind("account", operator.accountId())
                .bind("operator", operator.id())
                .bind("grants", operator.role().grantWords());
    }

    /** The sessions of one operator that last, the latest first. */
    public Flux<OperatorSession> list(Operator operator) {
        return alive("o.id = :operator ORDER BY s.seen_at DESC, s.id LIMIT 100")
                .bind("operator", operator.id())
                .map(OperatorSessions::session)
                .all();
    }

    /** The passphrase or a passkey was given again just now. */
    public Mono<Void> proved(String id) {
        return database.sql("UPDATE operator_session SET proved_at = :now WHERE id = :id")
                .bind("now", clock.instant())
                .bind("id", id)
                .then();
    }

    /** Ends a session of an account's operator; answers whether there was one. */
    public Mono<Boolean> end(long accountId, String id) {
        return database.sql(
                        """
                        DELETE FROM operator_session s USING operator o
                        WHERE s.id = :id AND o.id = s.operator_id AND o.account_id = :account
                        """)
                .bind("id", id)
                .bind("account", accountId)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows > 0);
    }

    /** Ends all sessions of an operator. */
    public Mono<Void> endAll(String operatorId) {
        return database.sql("DELETE FROM operator_session WHERE operator_id = :operator")
                .bind("operator", operatorId)
                .then();
    }

    /** Ends all other sessions of a session's operator. */
    public Mono<Void> endOthers(OperatorSession session) {
        return database.sql(
                        "DELETE FROM operator_session WHERE operator_id = :operator AND id <> :id")
                .bind("operator", session.operator().id())
                .bind("id", session.id())
                .then();
    }

    private Mono<Void> seen(OperatorSession session) {
        var now = clock.instant();
        return session.seenAt().plus(NOTE_EVERY).isAfter(now)
                ? Mono.empty()
                : database.sql("UPDATE operator_session SET seen_at = :now WHERE id = :id")
                        .bind("now", now)
                        .bind("id", session.id())
                        .then();
    }

    private DatabaseClient.GenericExecuteSpec alive(String condition) {
        var now = clock.instant();
        return database.sql(
                        "SELECT "
                                + COLUMNS
                                + " FROM operator_session s JOIN operator o ON o.id = s.operator_id"
                                + " WHERE"
                                + ALIVE
                                + "AND "
                                + condition)
                .bind("idle", now.minus(OperatorSession.IDLE))
                .bind("absolute", now.minus(OperatorSession.ABSOLUTE));
    }

    private static OperatorSession session(Readable row) {
        return new OperatorSession(
                required(row, "session_id", String.class),
                OperatorRows.operator(row),
                required(row, "began_at", Instant.class),
                required(row, "seen_at", Instant.class),
                row.get("proved_at", Instant.class),
                required(row, "ip", String.class),
                required(row, "agent", String.class));
    }

    /** Deletes what is over. */
    @Configuration(proxyBeanMethods = false)
    static class Over {

        @Bean
        Purge sessionPurge(DatabaseClient database, Clock clock) {
            return Purge.oldest(
                    "sessions, links and counts of sign-ins",
                    () -> delete(database, clock.instant()));
        }

        /** Few rows, ever: no batches are needed. */
        private static Mono<Long> delete(DatabaseClient database, Instant now) {
            return database.sql(
                            """
                            WITH sessions AS (
                                DELETE FROM operator_session
                                WHERE seen_at <= :idle OR created_at <= :absolute),
                            links AS (DELETE FROM invitation WHERE expires_at <= :now),
                            places AS (DELETE FROM sign_in_place WHERE seen_at <= :forgotten),
                            resets AS (DELETE FROM passphrase_reset WHERE expires_at <= :now)
                            DELETE FROM sign_in_budget WHERE updated_at <= :absolute
                            """)
                    .bind("idle", now.minus(OperatorSession.IDLE))
                    .bind("absolute", now.minus(OperatorSession.ABSOLUTE))
                    .bind("forgotten", now.minus(SignInBudget.REMEMBERED))
                    .bind("now", now)
                    .then()
                    .thenReturn(0L);
        }
    }
}
