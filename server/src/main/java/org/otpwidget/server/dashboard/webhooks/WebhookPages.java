package org.otpwidget.server.dashboard.webhooks;

import static org.otpwidget.server.dashboard.fields.Field.choices;
import static org.otpwidget.server.dashboard.fields.Field.flag;
import static org.otpwidget.server.dashboard.fields.Field.text;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.dashboard.Go;
import org.otpwidget.server.dashboard.May;
import org.otpwidget.server.dashboard.Seen;
import org.otpwidget.server.dashboard.Undo;
import org.otpwidget.server.dashboard.Undos;
import org.otpwidget.server.dashboard.Visit;
import org.otpwidget.server.dashboard.fields.FormView;
import org.otpwidget.server.dashboard.fields.Plan;
import org.otpwidget.server.dashboard.fields.Plan.Group;
import org.otpwidget.server.delivery.Outside;
import org.otpwidget.server.form.PageQuery;
import org.otpwidget.server.operator.Permission;
import org.otpwidget.server.problem.Problems;
import org.otpwidget.server.problem.Refused;
import org.otpwidget.server.webhook.AuditedWebhooks;
import org.otpwidget.server.webhook.EventType;
import org.otpwidget.server.webhook.Webhook;
import org.otpwidget.server.webhook.WebhookForm;
import org.otpwidget.server.webhook.Webhooks;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;

import reactor.core.publisher.Mono;

import tools.jackson.databind.json.JsonMapper;

/**
 * {@code /dashboard/webhooks}: which of the account's systems hear of verifications. Whoever says
 * where events go has given the passphrase lately, since they name people.
 */
@Controller
@RequestMapping("/dashboard/webhooks")
class WebhookPages {

    static final String LIST = "/dashboard/webhooks";

    private static final Plan PLAN =
            Plan.of(
                    "webhook",
                    Group.of(
                            "general",
                            text("name").mustBeGiven(),
                            text("url").mustBeGiven(),
                            flag("enabled")),
                    Group.of("events", choices("events", EventType.class)));

    private final Webhooks webhooks;
    private final AuditedWebhooks audited;
    private final Undos undos;
    private final Seen seen;
    private final Outside outside;
    private final JsonMapper json;

    WebhookPages(
            Webhooks webhooks,
            AuditedWebhooks audited,
            Undos undos,
            Seen seen,
            Outside outside,
            JsonMapper json) {
        this.webhooks = webhooks;
        this.audited = audited;
        this.undos = undos;
        this.seen = seen;
        this.outside = outside;
        this.json = json;
    }

    @GetMapping
    Mono<Rendering> list(
            @May(Permission.SEE) Visit visit, @RequestParam MultiValueMap<String, String> query) {
        return webhooks.list(visit.accountId(), PageQuery.of(query))
                .map(
                        page ->
                                Go.view(
                                        "dashboard/webhooks/list",
                                        "page",
                                        page.map(one -> WebhookView.of(one, visit))));
    }

    @GetMapping("/new")
    Rendering newForm(@May(value = Permission.CHANGE_PROVIDERS, proved = true) Visit visit) {
        var defaults = json.createObjectNode().put("enabled", true);
        var events = defaults.putArray("events");
        for (EventType type : EventType.values()) {
            events.add(json.valueToTree(type));
        }
        return page(null, PLAN.show(defaults));
    }

    @PostMapping("/new")
    Mono<Rendering> create(
            @May(value = Permission.CHANGE_PROVIDERS, proved = true) Visit visit,
            ServerWebExchange exchange) {
        return exchange.getFormData()
                .flatMap(
                        sent ->
                                Mono.fromSupplier(() -> read(sent))
                                        .flatMap(form -> audited.create(visit, form))
                                        .map(made -> SecretPages.shown(made, true))
                                        .onErrorResume(
                                                Refused.class,
                                                refused ->
                                                        Go.again(
                                                                refused,
                                                                errors ->
                                                                        page(
                                                                                null,
                                                                                PLAN.show(
                                                                                        sent,
                                                                                        errors)))));
    }

    @GetMapping("/{id}/edit")
    Mono<Rendering> edit(
            @May(value = Permission.CHANGE_PROVIDERS, proved = true) Visit visit,
            @PathVariable String id) {
        return seen.of(visit, id, AuditedWebhooks.CHANGED)
                .flatMap(
                        latest ->
                                found(visit, id)
                                        .map(
                                                webhook ->
                                                        page(
                                                                webhook,
                                                                PLAN.show(json.valueToTree(webhook))
                                                                        .seeing(latest))));
    }

    @PostMapping("/{id}/edit")
    Mono<Rendering> change(
            @May(value = Permission.CHANGE_PROVIDERS, proved = true) Visit visit,
            @PathVariable String id,
            ServerWebExchange exchange) {
        return Mono.zip(found(visit, id), exchange.getFormData())
                .flatMap(both -> change(visit, both.getT1(), both.getT2()));
    }

    /** Puts back what was saved last, unless it is not the last any more. */
    @PostMapping("/{id}/undo")
    Mono<Rendering> undo(
            @May(value = Permission.CHANGE_PROVIDERS, proved = true) Visit visit,
            @PathVariable String id,
            ServerWebExchange exchange) {
        return exchange.getFormData()
                .flatMap(sent -> audited.undo(visit, id, Undo.change(sent)))
                .flatMap(made -> changed(visit, made, "undone"))
                .switchIfEmpty(Problems.notFound("webhook").signal())
                .onErrorResume(Refused.class, refused -> Undo.failed(refused, LIST + "/" + id));
    }

    /** To give the passphrase for it is asked for; afterwards this leads back. */
    @GetMapping("/{id}/undo")
    Mono<Rendering> back(@May(Permission.SEE) Visit visit, @PathVariable String id) {
        return found(visit, id).map(webhook -> Go.to(LIST + "/" + webhook.id()));
    }

    /** Says so, and offers to put it back where that can be done. */
    private Mono<Rendering> changed(Visit visit, Webhook made, String done) {
        return undos.go(visit, LIST + "/" + made.id(), done, audited.undoable(visit, made));
    }

    @GetMapping("/{id}/delete")
    Mono<Rendering> deleteForm(
            @May(value = Permission.CHANGE_PROVIDERS, proved = true) Visit visit,
            @PathVariable String id) {
        return found(visit, id)
                .map(webhook -> Go.sure("webhook", webhook.name(), LIST + "/" + webhook.id()));
    }

    @PostMapping("/{id}/delete")
    Mono<Rendering> delete(
            @May(value = Permission.CHANGE_PROVIDERS, proved = true) Visit visit,
            @PathVariable String id) {
        return audited.delete(visit, id)
                .map(_ -> Go.to(LIST, "webhook.deleted"))
                .switchIfEmpty(Problems.notFound("webhook").signal());
    }

    private Mono<Rendering> change(
            Visit visit, Webhook webhook, MultiValueMap<String, String> sent) {
        return audited.change(
                        visit.having(sent), webhook.id(), PLAN.apply(json.createObjectNode(), sent))
                .flatMap(made -> changed(visit, made, "saved"))
                .switchIfEmpty(Problems.notFound("webhook").signal())
                .onErrorResume(
                        Refused.class,
                        refused ->
                                seen.again(
                                                visit,
                                                webhook.id(),
                                                AuditedWebhooks.CHANGED,
                                                refused,
                                                sent,
                                                errors -> PLAN.show(sent, errors))
                                        .map(form -> page(webhook, form)));
    }

    private WebhookForm read(MultiValueMap<String, String> sent) {
        return WebhookForm.read(PLAN.apply(json.createObjectNode(), sent), outside);
    }

    private static Rendering page(@Nullable Webhook webhook, FormView form) {
        var page =
                Rendering.view("dashboard/webhooks/edit")
                        .status(form.status())
                        .modelAttribute("form", form);
        if (webhook != null) {
            page.modelAttribute("webhook", webhook);
        }
        return page.build();
    }

    private Mono<Webhook> found(Visit visit, String id) {
        return webhooks.get(visit.accountId(), id)
                .switchIfEmpty(Problems.notFound("webhook").signal());
    }
}
