package org.otpwidget.server.dashboard.me;

import org.otpwidget.server.dashboard.Go;
import org.otpwidget.server.dashboard.May;
import org.otpwidget.server.dashboard.Typed;
import org.otpwidget.server.dashboard.Visit;
import org.otpwidget.server.operator.AuditedSessions;
import org.otpwidget.server.operator.OperatorSessions;
import org.otpwidget.server.operator.OwnPassphrase;
import org.otpwidget.server.operator.Permission;
import org.otpwidget.server.passkey.Passkeys;
import org.otpwidget.server.problem.Problems;
import org.otpwidget.server.signincode.Offers;
import org.otpwidget.server.signincode.SignInCodes;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;

import reactor.core.publisher.Mono;

import java.util.Map;

/** {@code /dashboard/me}: what operators see and change of themselves. */
@Controller
@RequestMapping(MePages.PAGE)
class MePages {

    static final String PAGE = "/dashboard/me";

    private final OperatorSessions sessions;
    private final OwnPassphrase ownPassphrase;
    private final Passkeys passkeys;
    private final SignInCodes codes;
    private final Offers offers;
    private final AuditedSessions audited;

    MePages(
            OperatorSessions sessions,
            OwnPassphrase ownPassphrase,
            Passkeys passkeys,
            SignInCodes codes,
            Offers offers,
            AuditedSessions audited) {
        this.sessions = sessions;
        this.ownPassphrase = ownPassphrase;
        this.passkeys = passkeys;
        this.codes = codes;
        this.offers = offers;
        this.audited = audited;
    }

    @GetMapping
    Mono<Rendering> show(@May(Permission.SEE) Visit visit) {
        return page(visit, HttpStatus.OK, "");
    }

    @PostMapping("/passphrase")
    Mono<Rendering> change(@May(Permission.SEE) Visit visit, ServerWebExchange exchange) {
        return exchange.getFormData()
                .flatMap(
                        sent ->
                                ownPassphrase.change(
                                        visit.session(),
                                        Typed.secret(sent, "old"),
                                        Typed.secret(sent, "passphrase"),
                                        visit.address()))
                .flatMap(
                        outcome ->
                                switch (outcome) {
                                    case CHANGED -> Mono.just(Go.to(PAGE, "passphrase.changed"));
                                    case WRONG -> wrong(visit, "wrongOld");
                                    case UNFIT -> wrong(visit, "unfitPassphrase");
                                    case TOO_MANY ->
                                            page(visit, HttpStatus.TOO_MANY_REQUESTS, "tooMany");
                                });
    }

    @PostMapping("/sessions/{id}/end")
    Mono<Rendering> end(@May(Permission.SEE) Visit visit, @PathVariable String id) {
        return sessions.list(visit.operator())
                .filter(session -> session.id().equals(id))
                .next()
                .switchIfEmpty(Problems.notFound("session").signal())
                .flatMap(session -> audited.end(visit, session))
                .thenReturn(Go.to(PAGE, "session.ended"));
    }

    private Mono<Rendering> wrong(Visit visit, String error) {
        return page(visit, HttpStatus.UNPROCESSABLE_CONTENT, error);
    }

    private Mono<Rendering> page(Visit visit, HttpStatus status, String error) {
        return Mono.zip(
                        passkeys.list(visit.operator()).collectList(),
                        sessions.list(visit.operator()).collectList(),
                        codes.of(visit.operator())
                                .map(code -> Map.of("code", code))
                                .defaultIfEmpty(Map.of()),
                        offers.of(visit.accountId())
                                .map(offer -> Map.of("offer", offer))
                                .defaultIfEmpty(Map.of()))
                .map(
                        own ->
                                Rendering.view("dashboard/me/me")
                                        .status(status)
                                        .modelAttribute("path", PAGE)
                                        .modelAttribute("passkeys", own.getT1())
                                        .modelAttribute("sessions", own.getT2())
                                        .model(own.getT3())
                                        .model(own.getT4())
                                        .modelAttribute("possible", passkeys.site().isPresent())
                                        .modelAttribute("error", error)
                                        .build());
    }
}
