package org.otpwidget.server.signincode;

import org.otpwidget.server.accesstoken.AccessTokens;
import org.otpwidget.server.accesstoken.Claims;
import org.otpwidget.server.accesstoken.Proof;
import org.otpwidget.server.identifier.Identifier;
import org.otpwidget.server.identifier.Identifiers;
import org.otpwidget.server.identifier.Parsed.Accepted;
import org.otpwidget.server.verification.ExchangeCall;
import org.otpwidget.server.verification.Outcome.Exchanged;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;

import reactor.core.publisher.Mono;

import java.util.function.Predicate;

/**
 * Takes access tokens that the widget on our own pages got. One that another site's page got, by
 * the same widget, is worth nothing here: that site could sign in with what its visitors prove. Our
 * pages are those at the configured address, whatever the call says of itself.
 */
@Component
class Proofs {

    private static final String ASKED_BY_PAGE =
            """
            SELECT 1 AS found FROM request
            WHERE id = :id AND account_id = :account AND platform = 'web' AND host = :host
            """;

    private final AccessTokens accessTokens;
    private final ExchangeCall exchange;
    private final Offers offers;
    private final DatabaseClient database;

    Proofs(
            AccessTokens accessTokens,
            ExchangeCall exchange,
            Offers offers,
            DatabaseClient database) {
        this.accessTokens = accessTokens;
        this.exchange = exchange;
        this.offers = offers;
        this.database = database;
    }

    /** Somebody has a number or address, as the widget of an account found. */
    record Proved(long accountId, Identifier identifier) {}

    /**
     * Exchanges a token; empty for one that proves nothing here, which stays unused.
     *
     * @param wanted offers that it may come from
     */
    Mono<Proved> take(String accessToken, Predicate<Offer> wanted) {
        return accessTokens
                .check(accessToken)
                .ofType(Proof.class)
                .map(Proof::claims)
                .filter(Proofs::isByCode)
                .flatMap(
                        claims ->
                                offers.byWidget(claims.widgetId())
                                        .filter(wanted)
                                        .filterWhen(offer -> isFromPage(claims, offer))
                                        .flatMap(
                                                offer ->
                                                        exchanged(
                                                                offer,
                                                                accessToken,
                                                                claims.identifier())));
    }

    private Mono<Proved> exchanged(Offer offer, String accessToken, String identifier) {
        return exchange.exchange(offer.accountId(), accessToken, identifier)
                .ofType(Exchanged.class)
                .filter(exchanged -> !exchanged.demo())
                .flatMap(
                        exchanged ->
                                Identifiers.parse(exchanged.identifier(), true, true)
                                                instanceof Accepted(var known)
                                        ? Mono.just(new Proved(offer.accountId(), known))
                                        : Mono.empty());
    }

    /** Nobody was reached by demo credentials, and nobody typed anything for invisible OTP. */
    private static boolean isByCode(Claims claims) {
        return !claims.demo() && !claims.invisible() && claims.channel() != null;
    }

    private Mono<Boolean> isFromPage(Claims claims, Offer offer) {
        return database.sql(ASKED_BY_PAGE)
                .bind("id", claims.reqId())
                .bind("account", offer.accountId())
                .bind("host", offer.host())
                .map(_ -> true)
                .one()
                .defaultIfEmpty(false);
    }
}
