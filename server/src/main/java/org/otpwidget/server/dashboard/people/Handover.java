package org.otpwidget.server.dashboard.people;

import org.otpwidget.server.dashboard.ChosenLanguage;
import org.otpwidget.server.dashboard.Go;
import org.otpwidget.server.dashboard.Visit;
import org.otpwidget.server.dashboard.entry.LinkMail;
import org.otpwidget.server.dashboard.entry.LinkMail.Link;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.result.view.Rendering;

import reactor.core.publisher.Mono;

import java.util.Locale;

/** Hands a link over that one operator made for another. */
@Component
class Handover {

    private final LinkMail mail;

    Handover(LinkMail mail) {
        this.mail = mail;
    }

    /**
     * Mails the link in the account's language, or else in that of who made it: what the other one
     * speaks is not known. Leads back to the operators, or to a page that shows the link this once,
     * to be passed on by hand.
     */
    Mono<Rendering> of(Visit visit, Link link, Locale maker) {
        return mail.send(link, ChosenLanguage.known(visit.account().language()).orElse(maker))
                .map(
                        sent ->
                                sent.link().isEmpty()
                                        ? Go.to(OperatorPages.LIST, link.kind().word() + ".sent")
                                        : Rendering.view("dashboard/people/by-hand")
                                                .modelAttribute("kind", link.kind().word())
                                                .modelAttribute("email", link.email())
                                                .modelAttribute("link", sent.link())
                                                .build());
    }
}
