package org.otpwidget.server.verification;

import static org.otpwidget.server.database.Column.required;

import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.accesstoken.AccessTokenSettings;
import org.otpwidget.server.accesstoken.AccessTokens;
import org.otpwidget.server.accesstoken.Claims;
import org.otpwidget.server.account.Ids;
import org.otpwidget.server.problem.Problems;
import org.otpwidget.server.widget.Channel;
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
            SELECT until, id, widget_id, identifier, channel, state, expires_at, verified_at,
                   confirmed_at, voided_at
              FROM throttle(:token, CAST(:ip AS inet), NULL, NULL, NULL, :now) AS until
              LEFT JOIN request ON id = :id AND account_id = :account
            """;

    /**
     * @param until end of the block of the client's address; null: not blocked
     * @param expiresAt null: no such request
     * @param claims of a link that was confirmed, else null
     */
    private record State(
            @Nullable Instant until,
            @Nullable Instant expiresAt,
            boolean verified,
            boolean voided,
            @Nullable Claims claims,
            @Nullable String state) {

        static State of(Readable row) {
            return new State(
                    row.get("until", Instant.class),
                    row.get("expires_at", Instant.class),
                    row.get("verified_at") != null,
                    row.get("voided_at") != null,
                    claims(row),
                    row.get("state", String.class));
        }

        private static @Nullable Claims claims(Readable row) {
            Instant confirmedAt = row.get("confirmed_at", Instant.class);
            return confirmedAt == null
                    ? null
                    : new Claims(
                            required(row, "id", String.class),
                            required(row, "widget_id", String.class),
                            required(row, "identifier", String.class),
                            Channel.ofCode(required(row, "channel", Integer.class)).orElseThrow(),
                            confirmedAt,
                            false,
                            false);
        }
    }

    private final DatabaseClient database;
    private final AccessTokens accessTokens;
    private final AccessTokenSettings tokenSettings;
    private final Clock clock;

    PendingCall(
            DatabaseClient database,
            AccessTokens accessTokens,
            AccessTokenSettings tokenSettings,
            Clock clock) {
        this.database = database;
        this.accessTokens = accessTokens;
        this.tokenSettings = tokenSettings;
        this.clock = clock;
    }

    /** Confirmed by its magic link, pending, or why it will never be confirmed. */
    public Mono<Outcome> check(Caller caller, String reqId) {
        if (!Ids.isId(reqId)) {
            return Mono.just(new Outcome.Refused(Problems.MALFORMED_REQUEST_ID));
        }
        Throttled throttled = Throttled.of(caller);
        return database.sql(SQL)
                .bind("token", Parameters.in(R2dbcType.VARCHAR, throttled.token()))
                .bind("ip", throttled.ip())
                .bind("now", clock.instant())
                .bind("id", reqId)
                .bind("account", caller.accountId())
                .map(State::of)
                .one()
                .map(this::outcome);
    }

    /** As long as its token lives, every poll gets the same one. */
    private boolean isFresh(Claims claims) {
        return claims.issuedAt().plus(tokenSettings.lifetime()).isAfter(clock.instant());
    }

    private Outcome outcome(State state) {
        if (state.until() != null) {
            return Refusals.of("blocked", clock.instant(), state.until());
        }
        if (state.expiresAt() == null) {
            return new Outcome.Refused(Problems.NO_REQUEST);
        }
        if (state.claims() != null && isFresh(state.claims())) {
            return new Outcome.Confirmed(accessTokens.issue(state.claims()), state.state());
        }
        if (state.voided()) {
            return new Outcome.Refused(Problems.VOIDED);
        }
        if (state.verified()) {
            return new Outcome.Refused(Problems.ALREADY_VERIFIED);
        }
        return state.expiresAt().isAfter(clock.instant())
                ? new Outcome.Pending()
                : new Outcome.Refused(Problems.EXPIRED);
    }
}
