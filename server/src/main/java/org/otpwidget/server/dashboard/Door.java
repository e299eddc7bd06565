package org.otpwidget.server.dashboard;

import org.otpwidget.server.account.Account;
import org.otpwidget.server.account.Accounts;
import org.otpwidget.server.client.ClientIp;
import org.otpwidget.server.operator.OperatorSession;
import org.otpwidget.server.operator.OperatorSessions;
import org.otpwidget.server.secret.SecretText;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;

import reactor.core.publisher.Mono;

import java.time.Clock;
import java.util.Objects;

/**
 * Decides whether a call may enter the dashboard; the one place for it. Whoever is not let in meets
 * a {@link TurnedAway}, which {@link TurnedAwayPages} shows.
 */
@Component
class Door {

    private final OperatorSessions sessions;
    private final Accounts accounts;
    private final CsrfTokens csrf;
    private final ClientIp clientIp;
    private final Clock clock;

    Door(
            OperatorSessions sessions,
            Accounts accounts,
            CsrfTokens csrf,
            ClientIp clientIp,
            Clock clock) {
        this.sessions = sessions;
        this.accounts = accounts;
        this.csrf = csrf;
        this.clientIp = clientIp;
        this.clock = clock;
    }

    /** The visit, or {@link TurnedAway}. */
    Mono<Visit> enter(ServerWebExchange exchange, May may) {
        return SessionCookie.read(exchange.getRequest())
                .map(
                        token ->
                                sessions.find(token)
                                        .delayUntil(_ -> requireOwnForm(exchange, token))
                                        .doOnNext(
                                                _ ->
                                                        exchange.getAttributes()
                                                                .put(
                                                                        CsrfFields.TOKEN,
                                                                        csrf.issue(token))))
                .orElse(Mono.empty())
                .switchIfEmpty(Mono.error(TurnedAway.NotSignedIn::new))
                .flatMap(
                        session ->
                                accounts.find(session.operator().accountId())
                                        .map(account -> allow(session, account, may, exchange)));
    }

    private Visit allow(
            OperatorSession session, Account account, May may, ServerWebExchange exchange) {
        ChosenLanguage.usually(exchange, account.language());
        var request = exchange.getRequest();
        var visit =
                new Visit(session, account, clientIp.of(request), SessionCookie.isPlain(request));
        if (!visit.mayOnceProved(may.value())) {
            throw new TurnedAway.NotAllowed(visit);
        }
        boolean fresh = session.isFresh(clock.instant());
        if (!visit.may(may.value()) || (may.proved() && !fresh)) {
            throw new TurnedAway.NotProved();
        }
        return visit;
    }

    /** What changes something carries the token that only this session's own pages have. */
    private Mono<Void> requireOwnForm(ServerWebExchange exchange, SecretText token) {
        var method = exchange.getRequest().getMethod();
        if (method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD)) {
            return Mono.empty();
        }
        return exchange.getFormData()
                .map(form -> Objects.requireNonNullElse(form.getFirst(CsrfFields.FIELD), ""))
                .filter(given -> csrf.matches(token, given))
                .switchIfEmpty(Mono.error(TurnedAway.Forged::new))
                .then();
    }
}
