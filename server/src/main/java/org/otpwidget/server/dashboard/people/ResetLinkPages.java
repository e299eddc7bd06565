package org.otpwidget.server.dashboard.people;

import org.otpwidget.server.account.Operator;
import org.otpwidget.server.account.Operators;
import org.otpwidget.server.account.PassphraseResets;
import org.otpwidget.server.account.Permission;
import org.otpwidget.server.dashboard.Go;
import org.otpwidget.server.dashboard.May;
import org.otpwidget.server.dashboard.Visit;
import org.otpwidget.server.dashboard.entry.LinkMail.Link;
import org.otpwidget.server.problem.Problems;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.reactive.result.view.Rendering;

import reactor.core.publisher.Mono;

import java.util.Locale;

/** {@code /dashboard/operators/…/reset}: helps an operator who forgot the passphrase. */
@Controller
@RequestMapping("/dashboard/operators/{id}/reset")
class ResetLinkPages {

    private final Operators operators;
    private final PassphraseResets resets;
    private final Handover handover;

    ResetLinkPages(Operators operators, PassphraseResets resets, Handover handover) {
        this.operators = operators;
        this.resets = resets;
        this.handover = handover;
    }

    /** To give the passphrase is asked for; afterwards this leads back. */
    @GetMapping
    Rendering back(@May(Permission.SEE) Visit visit, @PathVariable String id) {
        return Go.to(OperatorPages.LIST);
    }

    @PostMapping
    Mono<Rendering> send(
            @May(value = Permission.MANAGE_OPERATORS, proved = true) Visit visit,
            @PathVariable String id,
            Locale language) {
        return found(visit, id)
                .flatMap(operator -> resets.make(visit.operator(), visit.address(), operator))
                .flatMap(made -> handover.of(visit, Link.of(made), language))
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
}
