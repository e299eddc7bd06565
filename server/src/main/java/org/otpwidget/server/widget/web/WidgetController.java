package org.otpwidget.server.widget.web;

import org.otpwidget.server.account.Administrator;
import org.otpwidget.server.form.Form;
import org.otpwidget.server.form.Page;
import org.otpwidget.server.form.PageQuery;
import org.otpwidget.server.problem.Problems;
import org.otpwidget.server.widget.AuditedWidgets;
import org.otpwidget.server.widget.WidgetForm;
import org.otpwidget.server.widget.Widgets;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import reactor.core.publisher.Mono;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.net.URI;

/** {@code /v1/widgets}: all settings of verification flows. */
@RestController
@RequestMapping("/v1/widgets")
class WidgetController {

    private final Widgets widgets;
    private final AuditedWidgets audited;
    private final JsonMapper json;

    WidgetController(Widgets widgets, AuditedWidgets audited, JsonMapper json) {
        this.widgets = widgets;
        this.audited = audited;
        this.json = json;
    }

    @PostMapping
    Mono<ResponseEntity<WidgetView>> create(
            Administrator admin, @RequestBody(required = false) Mono<JsonNode> body) {
        return Form.object(body)
                .map(WidgetForm::read)
                .flatMap(settings -> audited.create(admin, settings))
                .map(WidgetView::of)
                .map(
                        made ->
                                ResponseEntity.created(URI.create("/v1/widgets/" + made.id()))
                                        .body(made));
    }

    @GetMapping
    Mono<Page<WidgetView>> list(
            Administrator admin, @RequestParam MultiValueMap<String, String> query) {
        return widgets.list(admin.accountId(), PageQuery.of(query))
                .map(page -> page.map(WidgetView::of));
    }

    @GetMapping("/{id}")
    Mono<WidgetView> get(Administrator admin, @PathVariable String id) {
        return widgets.get(admin.accountId(), id).map(WidgetView::of).switchIfEmpty(notFound());
    }

    @PatchMapping("/{id}")
    Mono<WidgetView> change(
            Administrator admin,
            @PathVariable String id,
            @RequestBody(required = false) Mono<JsonNode> body) {
        return Form.object(body)
                .flatMap(
                        patch ->
                                audited.change(
                                        admin,
                                        id,
                                        settings -> WidgetForm.change(settings, patch, json)))
                .map(WidgetView::of)
                .switchIfEmpty(notFound());
    }

    private static Mono<WidgetView> notFound() {
        return Mono.error(() -> Problems.notFound("widget").refused());
    }
}
