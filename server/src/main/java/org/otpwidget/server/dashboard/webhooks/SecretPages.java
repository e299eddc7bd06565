package org.otpwidget.server.dashboard.webhooks;

import org.otpwidget.server.dashboard.Go;
import org.otpwidget.server.dashboard.May;
import org.otpwidget.server.dashboard.Visit;
import org.otpwidget.server.operator.Permission;
import org.otpwidget.server.problem.Problems;
import org.otpwidget.server.webhook.AuditedWebhooks;
import org.otpwidget.server.webhook.NewSecret;
import org.otpwidget.server.webhook.Webhooks;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.reactive.result.view.Rendering;

import reactor.core.publisher.Mono;

/** {@code /dashboard/webhooks/{id}/rotate}: another secret, which stands on one page, once. */
@Controller
@RequestMapping("/dashboard/webhooks/{id}/rotate")
class SecretPages {

    private final Webhooks webhooks;
    private final AuditedWebhooks audited;

    SecretPages(Webhooks webhooks, AuditedWebhooks audited) {
        this.webhooks = webhooks;
        this.audited = audited;
    }

    @GetMapping
    Mono<Rendering> sure(
            @May(value = Permission.CHANGE_PROVIDERS, proved = true) Visit visit,
            @PathVariable String id) {
        return webhooks.get(visit.accountId(), id)
                .switchIfEmpty(Problems.notFound("webhook").signal())
                .map(webhook -> Go.view("dashboard/webhooks/rotate", "webhook", webhook));
    }

    @PostMapping
    Mono<Rendering> rotate(
            @May(value = Permission.CHANGE_PROVIDERS, proved = true) Visit visit,
            @PathVariable String id) {
        return audited.rotate(visit, id)
                .map(made -> shown(made, false))
                .switchIfEmpty(Problems.notFound("webhook").signal());
    }

    /** The page with the secret; {@code isFirst} says whether the webhook was just made. */
    static Rendering shown(NewSecret made, boolean isFirst) {
        return Rendering.view("dashboard/webhooks/secret")
                .modelAttribute("webhook", made.webhook())
                .modelAttribute("secret", made.secret().reveal())
                .modelAttribute("isFirst", isFirst)
                .build();
    }
}
