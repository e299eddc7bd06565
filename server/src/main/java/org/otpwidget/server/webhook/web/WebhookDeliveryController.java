package org.otpwidget.server.webhook.web;

import org.otpwidget.server.account.Administrator;
import org.otpwidget.server.form.Page;
import org.otpwidget.server.form.PageQuery;
import org.otpwidget.server.problem.FieldError;
import org.otpwidget.server.problem.Problems;
import org.otpwidget.server.webhook.AuditedWebhooks;
import org.otpwidget.server.webhook.WebhookDelivery;
import org.otpwidget.server.webhook.WebhookDesk;
import org.springframework.http.HttpStatus;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import reactor.core.publisher.Mono;

import java.util.List;
import java.util.Objects;

/** {@code /v1/webhooks/{id}/deliveries}: what became of a webhook's events. */
@RestController
@RequestMapping("/v1/webhooks/{id}/deliveries")
class WebhookDeliveryController {

    private static final List<String> STATUSES = List.of("pending", "delivered", "failed");

    private final WebhookDesk desk;
    private final AuditedWebhooks audited;

    WebhookDeliveryController(WebhookDesk desk, AuditedWebhooks audited) {
        this.desk = desk;
        this.audited = audited;
    }

    @GetMapping
    Mono<Page<WebhookDelivery>> list(
            Administrator admin,
            @PathVariable String id,
            @RequestParam MultiValueMap<String, String> query) {
        return desk.list(admin.accountId(), id, status(query), PageQuery.of(query))
                .switchIfEmpty(Problems.notFound("webhook").signal());
    }

    @PostMapping("/{deliveryId}/replay")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Mono<WebhookDelivery> replay(
            Administrator admin, @PathVariable String id, @PathVariable String deliveryId) {
        return audited.replay(admin, id, deliveryId)
                .switchIfEmpty(Problems.notFound("delivery").signal());
    }

    private static String status(MultiValueMap<String, String> query) {
        String status = Objects.requireNonNullElse(query.getFirst("status"), "");
        if (!status.isEmpty() && !STATUSES.contains(status)) {
            throw Problems.invalid(
                            List.of(
                                    new FieldError(
                                            "status",
                                            "Choose one of: " + String.join(", ", STATUSES) + ".")))
                    .refused();
        }
        return status;
    }
}
