package org.otpwidget.server.dashboard.people;

import org.otpwidget.server.dashboard.Go;
import org.otpwidget.server.dashboard.May;
import org.otpwidget.server.dashboard.Visit;
import org.otpwidget.server.dashboard.entry.LinkMail.Link;
import org.otpwidget.server.operator.PassphraseResets;
import org.otpwidget.server.operator.Permission;
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

    private final PassphraseResets resets;
    private final Handover handover;

    ResetLinkPages(PassphraseResets resets, Handover handover) {
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
        return resets.make(visit.operator(), visit.address(), id)
                .switchIfEmpty(Problems.notFound("operator").signal())
                .flatMap(made -> handover.of(visit, Link.of(made), language));
    }
}
