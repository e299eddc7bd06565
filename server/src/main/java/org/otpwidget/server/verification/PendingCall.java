package org.otpwidget.server.verification;

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

    private static final String SQL =
            "SELECT expires_at, verified_at FROM request WHERE id = :id AND account_id = :account";

    private record State(Instant expiresAt, boolean verified) {}

    private final DatabaseClient database;
    private final Clock clock;

    PendingCall(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Pending, or why it will never be confirmed. */
    public Mono<Outcome> check(long accountId, String reqId) {
        if (!RequestId.isWellFormed(reqId)) {
            return Mono.just(new Outcome.Refused(Problems.MALFORMED_REQUEST_ID));
        }
        return database.sql(SQL)
                .bind("id", reqId)
                .bind("account", accountId)
                .map(
                        row ->
                                new State(
                                        Columns.required(row, "expires_at", Instant.class),
                                        row.get("verified_at") != null))
                .one()
                .map(this::outcome)
                .defaultIfEmpty(new Outcome.Refused(Problems.NO_REQUEST));
    }

    private Outcome outcome(State state) {
        if (state.verified()) {
            return new Outcome.Refused(Problems.ALREADY_VERIFIED);
        }
        return state.expiresAt().isAfter(clock.instant())
                ? new Outcome.Pending()
                : new Outcome.Refused(Problems.EXPIRED);
    }
}
