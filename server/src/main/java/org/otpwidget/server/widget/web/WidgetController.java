package org.otpwidget.server.widget.web;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.account.Administrator;
import org.otpwidget.server.form.Created;
import org.otpwidget.server.form.Form;
import org.otpwidget.server.form.PageQuery;
import org.otpwidget.server.problem.Problem;
import org.otpwidget.server.problem.Problems;
import org.otpwidget.server.widget.AuditedWidgets;
import org.otpwidget.server.widget.FileDifference;
import org.otpwidget.server.widget.WidgetFiles;
import org.otpwidget.server.widget.WidgetForm;
import org.otpwidget.server.widget.Widgets;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
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

import java.nio.charset.StandardCharsets;

/** {@code /v1/widgets}: all settings of verification flows. */
@RestController
@RequestMapping("/v1/widgets")
class WidgetController {

    private static final Problem NO_WIDGET = Problems.notFound("widget");

    private final Widgets widgets;
    private final AuditedWidgets audited;
    private final WidgetFiles files;
    private final JsonMapper json;

    WidgetController(Widgets widgets, AuditedWidgets audited, WidgetFiles files, JsonMapper json) {
        this.widgets = widgets;
        this.audited = audited;
        this.files = files;
        this.json = json;
    }

    @PostMapping
    Mono<ResponseEntity<WidgetView>> create(
            Administrator admin, @RequestBody(required = false) Mono<JsonNode> body) {
        return Form.object(body)
                .map(WidgetForm::read)
                .flatMap(settings -> audited.create(admin, settings))
                .map(WidgetView::of)
                .map(made -> Created.at("/v1/widgets", made.id(), made));
    }

    /** A page as JSON, or all as a file. */
    @GetMapping
    Mono<ResponseEntity<Object>> list(
            Administrator admin,
            @RequestParam MultiValueMap<String, String> query,
            ServerHttpRequest request) {
        if (YamlAnswer.isWanted(request)) {
            return file(admin, query).map(YamlAnswer::of);
        }
        return widgets.list(admin.accountId(), PageQuery.of(query))
                .map(page -> ResponseEntity.ok(page.map(WidgetView::of)));
    }

    /** All widgets, unless a part of them is asked for. */
    private Mono<String> file(Administrator admin, MultiValueMap<String, String> query) {
        boolean portable = YamlAnswer.isPortable(query);
        return query.containsKey("limit") || query.containsKey("after")
                ? files.write(admin.accountId(), PageQuery.of(query), portable)
                : files.write(admin.accountId(), portable);
    }

    @GetMapping("/{id}")
    Mono<ResponseEntity<Object>> get(
            Administrator admin,
            @PathVariable String id,
            @RequestParam MultiValueMap<String, String> query,
            ServerHttpRequest request) {
        if (YamlAnswer.isWanted(request)) {
            return files.write(admin.accountId(), id, YamlAnswer.isPortable(query))
                    .map(YamlAnswer::of)
                    .switchIfEmpty(NO_WIDGET.signal());
        }
        return widgets.get(admin.accountId(), id)
                .map(widget -> ResponseEntity.<Object>ok(WidgetView.of(widget)))
                .switchIfEmpty(NO_WIDGET.signal());
    }

    /** Takes a file: compares it, or applies it. */
    @PostMapping("/import")
    Mono<FileDifference> importFile(
            Administrator admin,
            @RequestParam(defaultValue = "false") boolean dryRun,
            @RequestParam(required = false) @Nullable String version,
            ServerHttpRequest request) {
        // The body's size has been looked at before; the usual reading would take less of it.
        return DataBufferUtils.join(request.getBody())
                .map(WidgetController::text)
                .defaultIfEmpty("")
                .flatMap(
                        text ->
                                dryRun
                                        ? files.compare(admin.accountId(), text)
                                        : files.apply(admin, text, version));
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
                .switchIfEmpty(NO_WIDGET.signal());
    }

    private static String text(DataBuffer body) {
        try {
            return body.toString(StandardCharsets.UTF_8);
        } finally {
            DataBufferUtils.release(body);
        }
    }
}
