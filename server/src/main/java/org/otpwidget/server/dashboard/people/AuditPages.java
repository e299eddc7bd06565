package org.otpwidget.server.dashboard.people;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.account.AuditTrail;
import org.otpwidget.server.account.Ids;
import org.otpwidget.server.account.Permission;
import org.otpwidget.server.dashboard.May;
import org.otpwidget.server.dashboard.Visit;
import org.otpwidget.server.form.PageQuery;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;

import reactor.core.publisher.Mono;

import java.util.Objects;

/**
 * {@code /dashboard/audit}: who did what, the latest first; {@code ?of=} narrows it to one thing.
 */
@Controller
@RequestMapping("/dashboard/audit")
class AuditPages {

    private final AuditTrail trail;

    AuditPages(AuditTrail trail) {
        this.trail = trail;
    }

    @GetMapping
    Mono<Rendering> list(
            @May(Permission.SEE_AUDIT) Visit visit,
            @RequestParam(required = false) @Nullable String of,
            @RequestParam MultiValueMap<String, String> query) {
        String subject = of != null && Ids.isId(of) ? of : null;
        return trail.newest(visit.accountId(), PageQuery.of(query), subject)
                .map(
                        page ->
                                Rendering.view("dashboard/people/audit")
                                        .modelAttribute("page", page)
                                        .modelAttribute(
                                                "of", Objects.requireNonNullElse(subject, ""))
                                        .build());
    }
}
