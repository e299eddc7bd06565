package org.otpwidget.server.dashboard.widgets;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.dashboard.Go;
import org.otpwidget.server.dashboard.May;
import org.otpwidget.server.dashboard.Visit;
import org.otpwidget.server.operator.Permission;
import org.otpwidget.server.problem.FieldError;
import org.otpwidget.server.problem.Problems;
import org.otpwidget.server.problem.Refused;
import org.otpwidget.server.widget.FileDifference;
import org.otpwidget.server.widget.WidgetFiles;
import org.otpwidget.server.widget.Widgets;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;

import reactor.core.publisher.Mono;

import java.util.List;
import java.util.Objects;

/** Widgets as YAML: to take away, and to bring back after a look at what would change. */
@Controller
@RequestMapping("/dashboard/widgets")
class FilePages {

    private static final String YAML = "yaml";
    private static final String EXPORT = "dashboard/widgets/export";

    private final Widgets widgets;
    private final WidgetFiles files;

    FilePages(Widgets widgets, WidgetFiles files) {
        this.widgets = widgets;
        this.files = files;
    }

    /** Demo credentials have addresses in the clear, so that looking on is not enough. */
    @GetMapping("/export")
    Rendering askAll(@May(value = Permission.CHANGE_WIDGETS, proved = true) Visit visit) {
        return Rendering.view(EXPORT).build();
    }

    @PostMapping("/export")
    Mono<ResponseEntity<String>> all(
            @May(value = Permission.CHANGE_WIDGETS, proved = true) Visit visit,
            ServerWebExchange exchange) {
        return exchange.getFormData()
                .flatMap(sent -> files.write(visit.accountId(), isPortable(sent)))
                .map(text -> file("widgets", text));
    }

    @GetMapping("/{id}/export")
    Mono<Rendering> askOne(
            @May(value = Permission.CHANGE_WIDGETS, proved = true) Visit visit,
            @PathVariable String id) {
        return widgets.get(visit.accountId(), id)
                .map(widget -> Rendering.view(EXPORT).modelAttribute("widget", widget).build())
                .switchIfEmpty(Problems.notFound("widget").signal());
    }

    @PostMapping("/{id}/export")
    Mono<ResponseEntity<String>> one(
            @May(value = Permission.CHANGE_WIDGETS, proved = true) Visit visit,
            @PathVariable String id,
            ServerWebExchange exchange) {
        return exchange.getFormData()
                .flatMap(sent -> files.write(visit.accountId(), id, isPortable(sent)))
                .map(text -> file("widget-" + id, text))
                .switchIfEmpty(Problems.notFound("widget").signal());
    }

    @GetMapping("/import")
    Rendering begin(@May(Permission.CHANGE_WIDGETS) Visit visit) {
        return page("", null, List.of(), HttpStatus.OK);
    }

    /** Compares; with the version of a difference that was looked at, applies it. */
    @PostMapping("/import")
    Mono<Rendering> take(@May(Permission.CHANGE_WIDGETS) Visit visit, ServerWebExchange exchange) {
        return exchange.getFormData()
                .flatMap(
                        sent -> {
                            String text = Objects.requireNonNullElse(sent.getFirst(YAML), "");
                            String version = sent.getFirst("version");
                            var taken =
                                    version == null
                                            ? compare(visit, text)
                                            : files.apply(visit, text, version)
                                                    .map(
                                                            _ ->
                                                                    Go.to(
                                                                            "/dashboard/widgets",
                                                                            "widgets.imported"));
                            return taken.onErrorResume(
                                    Refused.class, refused -> again(visit, text, refused));
                        });
    }

    private Mono<Rendering> compare(Visit visit, String text) {
        return files.compare(visit.accountId(), text)
                .map(difference -> page(text, difference, List.of(), HttpStatus.OK));
    }

    /** A conflict shows the difference as it is now. */
    private Mono<Rendering> again(Visit visit, String text, Refused refused) {
        var errors = refused.problem().errors();
        if (!errors.isEmpty()) {
            return Mono.just(page(text, null, errors, HttpStatus.UNPROCESSABLE_CONTENT));
        }
        var conflict = List.of(new FieldError("", refused.problem().message()));
        return files.compare(visit.accountId(), text)
                .map(difference -> page(text, difference, conflict, HttpStatus.CONFLICT));
    }

    private static Rendering page(
            String text,
            @Nullable FileDifference difference,
            List<FieldError> errors,
            HttpStatus status) {
        var page =
                Rendering.view("dashboard/widgets/import")
                        .status(status)
                        .modelAttribute(YAML, text)
                        .modelAttribute("errors", errors);
        if (difference != null) {
            page.modelAttribute(
                    "difference", difference.widgets().stream().map(ToldWidget::of).toList());
            page.modelAttribute("version", difference.version());
            page.modelAttribute("changesAnything", difference.changesAnything());
        }
        return page.build();
    }

    private static boolean isPortable(MultiValueMap<String, String> sent) {
        return Boolean.parseBoolean(sent.getFirst("portable"));
    }

    private static ResponseEntity<String> file(String name, String text) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_YAML)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename(name + ".yaml").build().toString())
                .body(text);
    }
}
