package org.otpwidget.server.dashboard.senders;

import org.otpwidget.server.dashboard.May;
import org.otpwidget.server.dashboard.Visit;
import org.otpwidget.server.operator.Permission;
import org.otpwidget.server.report.Senders;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.reactive.result.view.Rendering;

import reactor.core.publisher.Mono;

/** {@code /dashboard/senders}: whom visitors see as the sender. */
@Controller
class SenderPages {

    private final Senders senders;

    SenderPages(Senders senders) {
        this.senders = senders;
    }

    @GetMapping("/dashboard/senders")
    Mono<Rendering> list(@May(Permission.SEE) Visit visit) {
        return senders.of(visit.accountId())
                .map(
                        all ->
                                Rendering.view("dashboard/senders/list")
                                        .modelAttribute("groups", SenderGroup.of(all.items()))
                                        .modelAttribute("needs", all.needs())
                                        .modelAttribute("links", new SourceLinks(visit))
                                        .build());
    }
}
