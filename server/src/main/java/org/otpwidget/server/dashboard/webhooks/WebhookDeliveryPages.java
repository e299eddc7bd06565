package org.otpwidget.server.dashboard.webhooks;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.dashboard.Go;
import org.otpwidget.server.dashboard.May;
import org.otpwidget.server.dashboard.Visit;
import org.otpwidget.server.form.PageQuery;
import org.otpwidget.server.operator.Permission;
import org.otpwidget.server.problem.Problems;
import org.otpwidget.server.webhook.AuditedWebhooks;
import org.otpwidget.server.webhook.Webhook;
import org.otpwidget.server.webhook.WebhookDesk;
import org.otpwidget.server.webhook.WebhookTrial;
import org.otpwidget.server.webhook.Webhooks;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;

import reactor.core.publisher.Mono;

import java.util.List;

/** {@code /dashboard/webhooks/{id}}: a webhook, what became of its events, and a test event. */
@Controller
@RequestMapping("/dashboard/webhooks/{id}")
class WebhookDeliveryPages {

    private static final List<String> STATUSES = List.of("pending", "delivered", "failed");

    private final Webhooks webhooks;
    private final WebhookDesk desk;
    private final AuditedWebhooks audited;

    WebhookDeliveryPages(Webhooks webhooks, WebhookDesk desk, AuditedWebhooks audited) {
        this.webhooks = webhooks;
        this.desk = desk;
        this.audited = audited;
    }

    @GetMapping
    Mono<Rendering> overview(
            @May(Permission.SEE) Visit visit,
            @PathVariable String id,
            @RequestParam MultiValueMap<String, String> query) {
        String sought = query.getFirst("status");
        String status = sought != null && STATUSES.contains(sought) ? sought : "";
        return found(visit, id)
                .zipWhen(_ -> desk.list(visit.accountId(), id, status, PageQuery.of(query)))
                .map(
                        both ->
                                Rendering.view("dashboard/webhooks/webhook")
                                        .modelAttribute("view", WebhookView.of(both.getT1(), visit))
                                        .modelAttribute("page", both.getT2())
                                        .modelAttribute("statuses", STATUSES)
                                        .modelAttribute("status", status)
                                        .build());
    }

    @PostMapping("/deliveries/{delivery}/replay")
    Mono<Rendering> replay(
            @May(Permission.CHANGE_PROVIDERS) Visit visit,
            @PathVariable String id,
            @PathVariable String delivery) {
        return audited.replay(visit, id, delivery)
                .map(_ -> Go.to(WebhookPages.LIST + "/" + id, "webhook.replayed"))
                .switchIfEmpty(Problems.notFound("delivery").signal());
    }

    @GetMapping("/test")
    Mono<Rendering> testForm(
            @May(Permission.CHANGE_PROVIDERS) Visit visit, @PathVariable String id) {
        return found(visit, id).map(webhook -> testPage(webhook, null));
    }

    @PostMapping("/test")
    Mono<Rendering> tryOut(@May(Permission.CHANGE_PROVIDERS) Visit visit, @PathVariable String id) {
        return found(visit, id)
                .zipWhen(_ -> desk.tryOut(visit.accountId(), id))
                .map(both -> testPage(both.getT1(), both.getT2()));
    }

    private static Rendering testPage(Webhook webhook, @Nullable WebhookTrial trial) {
        var page = Rendering.view("dashboard/webhooks/test").modelAttribute("webhook", webhook);
        if (trial != null) {
            page.modelAttribute("trial", trial);
        }
        return page.build();
    }

    private Mono<Webhook> found(Visit visit, String id) {
        return webhooks.get(visit.accountId(), id)
                .switchIfEmpty(Problems.notFound("webhook").signal());
    }
}
