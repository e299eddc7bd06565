package org.otpwidget.server.webhook.web;

import org.otpwidget.server.account.Administrator;
import org.otpwidget.server.delivery.Outside;
import org.otpwidget.server.form.Created;
import org.otpwidget.server.form.Form;
import org.otpwidget.server.form.Page;
import org.otpwidget.server.form.PageQuery;
import org.otpwidget.server.problem.Problem;
import org.otpwidget.server.problem.Problems;
import org.otpwidget.server.webhook.AuditedWebhooks;
import org.otpwidget.server.webhook.Webhook;
import org.otpwidget.server.webhook.WebhookDesk;
import org.otpwidget.server.webhook.WebhookForm;
import org.otpwidget.server.webhook.WebhookTrial;
import org.otpwidget.server.webhook.Webhooks;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import reactor.core.publisher.Mono;

import tools.jackson.databind.JsonNode;

/** {@code /v1/webhooks}: where an account wants to hear of its verifications. */
@RestController
@RequestMapping("/v1/webhooks")
class WebhookController {

    private static final Problem NO_WEBHOOK = Problems.notFound("webhook");

    private final Webhooks webhooks;
    private final AuditedWebhooks audited;
    private final WebhookDesk desk;
    private final Outside outside;

    WebhookController(
            Webhooks webhooks, AuditedWebhooks audited, WebhookDesk desk, Outside outside) {
        this.webhooks = webhooks;
        this.audited = audited;
        this.desk = desk;
        this.outside = outside;
    }

    @PostMapping
    Mono<ResponseEntity<NewSecretView>> create(
            Administrator admin, @RequestBody(required = false) Mono<JsonNode> body) {
        return Form.object(body)
                .map(form -> WebhookForm.read(form, outside))
                .flatMap(form -> audited.create(admin, form))
                .map(
                        made ->
                                Created.at(
                                        "/v1/webhooks",
                                        made.webhook().id(),
                                        NewSecretView.of(made)));
    }

    @GetMapping
    Mono<Page<Webhook>> list(
            Administrator admin, @RequestParam MultiValueMap<String, String> query) {
        return webhooks.list(admin.accountId(), PageQuery.of(query));
    }

    @GetMapping("/{id}")
    Mono<Webhook> get(Administrator admin, @PathVariable String id) {
        return webhooks.get(admin.accountId(), id).switchIfEmpty(NO_WEBHOOK.signal());
    }

    @PatchMapping("/{id}")
    Mono<Webhook> change(
            Administrator admin,
            @PathVariable String id,
            @RequestBody(required = false) Mono<JsonNode> body) {
        return Form.object(body)
                .flatMap(patch -> audited.change(admin, id, patch))
                .switchIfEmpty(NO_WEBHOOK.signal());
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> delete(Administrator admin, @PathVariable String id) {
        return audited.delete(admin, id).switchIfEmpty(NO_WEBHOOK.signal()).then();
    }

    @PostMapping("/{id}/rotate")
    Mono<NewSecretView> rotate(Administrator admin, @PathVariable String id) {
        return audited.rotate(admin, id).switchIfEmpty(NO_WEBHOOK.signal()).map(NewSecretView::of);
    }

    @PostMapping("/{id}/test")
    Mono<WebhookTrial> tryOut(Administrator admin, @PathVariable String id) {
        return desk.tryOut(admin.accountId(), id).switchIfEmpty(NO_WEBHOOK.signal());
    }
}
