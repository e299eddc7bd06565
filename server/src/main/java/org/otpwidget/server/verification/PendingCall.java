package org.otpwidget.server.verification;

import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.problem.Problems;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Service;

import reactor.core.publisher.Mono;

import java.time.Clock;
import java.time.Instant;

/**
 * Tells a client that polls whether its request was confirmed elsewhere (contract section 1, {@code
 * isOneTapAuthenticated}). A reqId alone is no proof: a request that was verified by typing its
 * code never answers with a token here.
 */
@Service
public final class PendingCall {

    /** Polls are no hits of the token's throttle rule, but a blocked address learns nothing. */
    private static final String SQL =
            """
            SELECT until, expires_at, verified_at
              FROM throttle(:token, CAST(:ip AS inet), NULL, NULL, NULL, :now) AS until
              LEFT JOIN request ON id = :id AND account_id = :account
            """;

    /**
     * @param until end of the block of the client's address; null: not blocked
     * @param expiresAt null: no such request
     */
    private record State(@Nullable Instant until, @Nullable Instant expiresAt, boolean verified) {}

    private final DatabaseClient database;
    private final Clock clock;

    PendingCall(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Pending, or why it will never be confirmed. */
    public Mono<Outcome> check(Caller caller, String reqId) {
        if (!RequestId.isWellFormed(reqId)) {
            return Mono.just(new Outcome.Refused(Problems.MALFORMED_REQUEST_ID));
        }
        Throttled throttled = Throttled.of(caller);
        return database.sql(SQL)
                .bind("token", Parameters.in(R2dbcType.VARCHAR, throttled.token()))
                .bind("ip", throttled.ip())
                .bind("now", clock.instant())
                .bind("id", reqId)
                .bind("account", caller.accountId())
                .map(
                        row ->
                                new State(
                                        Columns.time(row, "until"),
                                        Columns.time(row, "expires_at"),
                                        row.get("verified_at") != null))
                .one()
                .map(this::outcome);
    }

    private Outcome outcome(State state) {
        if (state.until() != null) {
            return Refusals.of("blocked", clock.instant(), state.until());
        }
        if (state.expiresAt() == null) {
            return new Outcome.Refused(Problems.NO_REQUEST);
        }
        if (state.verified()) {
            return new Outcome.Refused(Problems.ALREADY_VERIFIED);
        }
        return state.expiresAt().isAfter(clock.instant())
                ? new Outcome.Pending()
                : new Outcome.Refused(Problems.EXPIRED);
    }
}
