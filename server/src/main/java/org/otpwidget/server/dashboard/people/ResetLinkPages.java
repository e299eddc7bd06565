package org.otpwidget.server.dashboard.people;

import org.otpwidget.server.account.Operator;
import org.otpwidget.server.account.Operators;
import org.otpwidget.server.account.PassphraseResets;
import org.otpwidget.server.account.Permission;
import org.otpwidget.server.dashboard.ChosenLanguage;
import org.otpwidget.server.dashboard.Go;
import org.otpwidget.server.dashboard.May;
import org.otpwidget.server.dashboard.Visit;
import org.otpwidget.server.dashboard.entry.ResetMail;
import org.otpwidget.server.problem.Problems;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;

import reactor.core.publisher.Mono;

import java.util.Objects;

/** {@code /dashboard/operators/…/reset}: helps an operator who forgot the passphrase. */
@Controller
@RequestMapping("/dashboard/operators/{id}/reset")
class ResetLinkPages {

    private static final String LIST = "/dashboard/operators";

    private final Operators operators;
    private final PassphraseResets resets;
    private final ResetMail mail;

    ResetLinkPages(Operators operators, PassphraseResets resets, ResetMail mail) {
        this.operators = operators;
        this.resets = resets;
        this.mail = mail;
    }

    /** To give the passphrase is asked for; afterwards this leads back. */
    @GetMapping
    Rendering back(@May(Permission.SEE) Visit visit, @PathVariable String id) {
        return Go.to(LIST);
    }

    @PostMapping
    Mono<Rendering> send(
            @May(value = Permission.MANAGE_OPERATORS, proved = true) Visit visit,
            @PathVariable String id,
            ServerWebExchange exchange) {
        var language =
                Objects.requireNonNullElse(
                        exchange.getLocaleContext().getLocale(),
                        ChosenLanguage.LANGUAGES.getFirst());
        return found(visit, id)
                .flatMap(operator -> resets.make(visit.operator(), visit.address(), operator))
                .flatMap(
                        made ->
                                mail.send(made, language)
                                        .map(sent -> page(made.operator(), sent.link())))
                .switchIfEmpty(
                        Mono.error(
                                () ->
                                        Problems.conflict("This operator may not sign in.")
                                                .refused()));
    }

    /** Nobody gets a link for an operator above themselves: it would let them in as that one. */
    private Mono<Operator> found(Visit visit, String id) {
        return operators
                .get(visit.accountId(), id)
                .switchIfEmpty(Mono.error(() -> Problems.notFound("operator").refused()))
                .filter(operator -> visit.operator().role().mayGrant(operator.role()))
                .switchIfEmpty(
                        Mono.error(
                                () ->
                                        Problems.conflict("Only an owner can help an owner.")
                                                .refused()));
    }

    private static Rendering page(Operator operator, String link) {
        return link.isEmpty()
                ? Go.to(LIST, "reset.sent")
                : Rendering.view("dashboard/people/reset-link")
                        .modelAttribute("email", operator.email())
                        .modelAttribute("link", link)
                        .build();
    }
}
