package org.otpwidget.server.dashboard.people;

import org.otpwidget.server.audit.AuditFilter;
import org.otpwidget.server.audit.AuditTrail;
import org.otpwidget.server.dashboard.May;
import org.otpwidget.server.dashboard.Visit;
import org.otpwidget.server.form.PageQuery;
import org.otpwidget.server.operator.Permission;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;

import reactor.core.publisher.Mono;

import java.util.List;

/**
 * {@code /dashboard/audit}: who did what, the latest first; {@code ?of=} narrows it to one thing,
 * {@code ?by=} to one person or authkey, {@code ?kind=} to one kind of things, {@code ?day=} to one
 * day.
 */
@Controller
@RequestMapping("/dashboard/audit")
class AuditPages {

    /** What can be chosen; the trail may hold more. */
    private static final List<String> KINDS =
            List.of(
                    "widget",
                    "template",
                    "provider",
                    "webhook",
                    "token",
                    "address",
                    "authkey",
                    "operator",
                    "session",
                    "passkey",
                    "passphrase",
                    "account",
                    "person",
                    "invisible-provider",
                    "signing-key");

    private final AuditTrail trail;

    AuditPages(AuditTrail trail) {
        this.trail = trail;
    }

    @GetMapping
    Mono<Rendering> list(
            @May(Permission.SEE_AUDIT) Visit visit,
            @RequestParam MultiValueMap<String, String> query) {
        var filter =
                AuditFilter.read(
                        query.getFirst("of"),
                        query.getFirst("by"),
                        query.getFirst("kind"),
                        query.getFirst("day"));
        return trail.find(visit.accountId(), filter, PageQuery.of(query))
                .map(
                        page ->
                                Rendering.view("dashboard/people/audit")
                                        .modelAttribute("page", page)
                                        .modelAttribute("filter", filter)
                                        .modelAttribute("kinds", KINDS)
                                        .build());
    }
}
