package org.otpwidget.server.accesstoken;

import org.springframework.r2dbc.core.DatabaseClient;

import reactor.core.publisher.Mono;

/**
 * Tells an account whether an access token of one of its widgets may still be exchanged, without
 * exchanging it.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7662#section-2">RFC 7662, section 2</a>
 */
public final class Introspection {

    private static final String EXCHANGEABLE =
            """
            SELECT 1 FROM request
            WHERE id = :reqId AND account_id = :account AND widget_id = :widget
                AND identifier = :identifier AND verified_at IS NOT NULL AND exchanged_at IS NULL
            """;

    private final AccessTokens tokens;
    private final DatabaseClient database;

    Introspection(AccessTokens tokens, DatabaseClient database) {
        this.tokens = tokens;
        this.database = database;
    }

    /**
     * The proof in the token; empty, whatever the reason, when it is not active for this account.
     */
    public Mono<Proof> active(String token, long accountId) {
        return tokens.check(token)
                .ofType(Proof.class)
                .filterWhen(proof -> exchangeable(proof.claims(), accountId));
    }

    private Mono<Boolean> exchangeable(Claims claims, long accountId) {
        return database.sql(EXCHANGEABLE)
                .bind("reqId", claims.reqId())
                .bind("account", accountId)
                .bind("widget", claims.widgetId())
                .bind("identifier", claims.identifier())
                .map(row -> true)
                .one()
                .defaultIfEmpty(false);
    }
}
