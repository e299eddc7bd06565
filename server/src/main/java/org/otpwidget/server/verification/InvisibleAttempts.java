package org.otpwidget.server.verification;

import static org.otpwidget.server.database.Column.required;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.client.Addresses;
import org.otpwidget.server.database.Purge;
import org.otpwidget.server.secret.SealBrokenException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;

import reactor.core.publisher.Mono;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The two ends of a check of invisible OTP in the database ({@code R__invisible.sql}). */
@Configuration(proxyBeanMethods = false)
class InvisibleAttempts {

    /**
     * How long a check that came to nothing keeps the next one away, and how long a phone may take.
     */
    static final Duration PAUSE = Duration.ofMinutes(2);

    /** Nobody asks longer; whoever seems to has died. */
    private static final Duration LONGEST_ASKING = Duration.ofSeconds(3);

    /** Together two seconds: longer than a provider may take. */
    private static final long MOST_LOOKS = 20;

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    private static final String BEGIN =
            """
            SELECT outcome, until FROM begin_invisible(:id, :widget, CAST(:hash AS bytea), :token,
                CAST(:ip AS inet), :hits, :period, :block, :pause, :now)
            """;

    private static final String VERIFY =
            """
            SELECT verify_invisibly(:id, :account, :widget, :token, :identifier,
                CAST(:hash AS bytea), CAST(:channel AS smallint), CAST(:code AS bytea),
                CAST(:call AS bytea), :lifetime, CAST(:ip AS inet), :lang, :now) AS verified_at
            """;

    private static final String OLD =
            """
            DELETE FROM invisible_attempt WHERE ctid IN (
                SELECT ctid FROM invisible_attempt WHERE began_at < :before
                 LIMIT %d FOR UPDATE SKIP LOCKED)
            """
                    .formatted(Purge.BATCH);

    /** {@code begun}, {@code paused}, or {@code blocked} until a time. */
    record Begun(String outcome, @Nullable Instant until) {}

    private final DatabaseClient database;
    private final CodeVault vault;
    private final Clock clock;

    InvisibleAttempts(DatabaseClient database, CodeVault vault, Clock clock) {
        this.database = database;
        this.vault = vault;
        this.clock = clock;
    }

    @Bean
    Purge invisibleAttemptPurge() {
        return Purge.oldest(
                "checks of invisible OTP",
                () ->
                        database.sql(OLD)
                                .bind("before", clock.instant().minus(PAUSE))
                                .fetch()
                                .rowsUpdated());
    }

    /** Counts the call, and says whether a check may begin. */
    Mono<Begun> begin(String reqId, SendOrder order) {
        Throttled throttled = Throttled.of(order.caller());
        return database.sql(BEGIN)
                .bind("id", reqId)
                .bind("widget", order.widget().id())
                .bind("hash", vault.identifierHash(order.identifier()))
                .bind("token", Parameters.in(R2dbcType.VARCHAR, throttled.token()))
                .bind("ip", throttled.ip())
                .bind("hits", Parameters.in(R2dbcType.INTEGER, throttled.hits()))
                .bind("period", Parameters.in(R2dbcType.INTEGER, throttled.period()))
                .bind("block", Parameters.in(R2dbcType.INTEGER, throttled.block()))
                .bind("pause", (int) PAUSE.toSeconds())
                .bind("now", clock.instant())
                .map(
                        row ->
                                new Begun(
                                        required(row, "outcome", String.class),
                                        row.get("until", Instant.class)))
                .one();
    }

    /** Keeps the provider's name of a check. */
    Mono<Void> keep(String reqId, SendOrder order, String session) {
        return database.sql(
                        """
                        UPDATE invisible_attempt SET session = :session
                         WHERE widget_id = :widget AND identifier_hash = CAST(:hash AS bytea)
                           AND request_id = :id
                        """)
                .bind("session", vault.sealInvisible(session.getBytes(UTF_8), reqId))
                .bind("widget", order.widget().id())
                .bind("hash", vault.identifierHash(order.identifier()))
                .bind("id", reqId)
                .then();
    }

    /**
     * The provider's name of a check, for whoever is the first to ask how it ended; empty: somebody
     * else asks at the moment, or there is no such check.
     */
    Mono<String> ask(String reqId, SendOrder order) {
        Instant now = clock.instant();
        return database.sql(
                        """
                        UPDATE invisible_attempt SET asked_at = :now
                         WHERE widget_id = :widget AND identifier_hash = CAST(:hash AS bytea)
                           AND request_id = :id AND session IS NOT NULL
                           AND (asked_at IS NULL OR asked_at <= :before)
                        RETURNING session
                        """)
                .bind("now", now)
                .bind("widget", order.widget().id())
                .bind("hash", vault.identifierHash(order.identifier()))
                .bind("id", reqId)
                .bind("before", now.minus(LONGEST_ASKING))
                .map(row -> required(row, "session", byte[].class))
                .one()
                .map(box -> new String(vault.openInvisible(box, reqId), UTF_8))
                .onErrorResume(
                        SealBrokenException.class, _ -> asked(reqId, order).then(Mono.empty()));
    }

    /** Lets the next callback ask, unless this one's check is confirmed and gone. */
    Mono<Void> asked(String reqId, SendOrder order) {
        return database.sql(
                        """
                        UPDATE invisible_attempt SET asked_at = NULL
                         WHERE widget_id = :widget AND identifier_hash = CAST(:hash AS bytea)
                           AND request_id = :id
                        """)
                .bind("widget", order.widget().id())
                .bind("hash", vault.identifierHash(order.identifier()))
                .bind("id", reqId)
                .then();
    }

    /**
     * Whether the check was confirmed. While another callback is about to find out this waits for
     * it, without a connection, and goes on without it in the end.
     */
    Mono<Boolean> isConfirmed(String reqId, SendOrder order) {
        return Mono.defer(() -> known(reqId, order))
                .repeatWhenEmpty(looks -> looks.take(MOST_LOOKS).delayElements(BETWEEN_LOOKS))
                .defaultIfEmpty(false);
    }

    /** Empty while another callback asks. */
    private Mono<Boolean> known(String reqId, SendOrder order) {
        return database.sql(
                        """
                        SELECT confirmed FROM (
                            SELECT EXISTS (SELECT FROM request
                                            WHERE id = :id AND widget_id = :widget AND invisible)
                                   AS confirmed) AS request
                         WHERE confirmed
                            OR NOT EXISTS (SELECT FROM invisible_attempt
                                            WHERE widget_id = :widget
                                              AND identifier_hash = CAST(:hash AS bytea)
                                              AND request_id = :id AND asked_at > :before)
                        """)
                .bind("id", reqId)
                .bind("widget", order.widget().id())
                .bind("hash", vault.identifierHash(order.identifier()))
                .bind("before", clock.instant().minus(LONGEST_ASKING))
                .map(row -> required(row, "confirmed", Boolean.class))
                .one();
    }

    /** Makes the verified request; when it was verified. Empty: the check is gone. */
    Mono<Instant> verify(String reqId, SendOrder order, int channel) {
        return database.sql(VERIFY)
                .bind("id", reqId)
                .bind("account", order.widget().accountId())
                .bind("widget", order.widget().id())
                .bind(
                        "token",
                        Parameters.in(R2dbcType.VARCHAR, Throttled.of(order.caller()).token()))
                .bind("identifier", order.identifier().value())
                .bind("hash", vault.identifierHash(order.identifier()))
                .bind("channel", channel)
                .bind("code", vault.hash(reqId, Codes.random(9)))
                .bind("call", Bytea.of(reqId.getBytes(UTF_8))) // no other call is the same
                .bind("lifetime", order.widget().settings().expiryTime() * 60)
                .bind("ip", Addresses.format(order.caller().ip()))
                .bind("lang", Parameters.in(R2dbcType.VARCHAR, order.lang()))
                .bind("now", clock.instant())
                .map(row -> Optional.ofNullable(row.get("verified_at", Instant.class)))
                .one()
                .flatMap(Mono::justOrEmpty);
    }
}
