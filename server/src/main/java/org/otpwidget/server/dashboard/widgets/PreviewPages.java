package org.otpwidget.server.dashboard.widgets;

import org.otpwidget.server.dashboard.May;
import org.otpwidget.server.dashboard.Visit;
import org.otpwidget.server.operator.Permission;
import org.otpwidget.server.problem.Problems;
import org.otpwidget.server.problem.Refused;
import org.otpwidget.server.widget.Widget;
import org.otpwidget.server.widget.Widgets;
import org.springframework.stereotype.Controller;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;

import reactor.core.publisher.Mono;

import tools.jackson.databind.json.JsonMapper;

import java.time.Instant;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * The stage of a widget's preview: a page for a frame, where the real script plays on settings that
 * nobody has stored. Nothing is kept from one look to the next.
 */
@Controller
@RequestMapping("/dashboard/widgets")
class PreviewPages {

    /** The script may reach nothing: what it asks of the API is answered within the page. */
    private static final String POLICY =
            "sandbox allow-scripts allow-forms; default-src 'none'; script-src 'self'; style-src"
                    + " 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self';"
                    + " require-trusted-types-for 'script'; trusted-types 'none'";

    private static final MultiValueMap<String, String> NOTHING = new LinkedMultiValueMap<>();
    private static final String NO_ID = "0".repeat(24);

    private final Widgets widgets;
    private final WidgetChanges changes;
    private final PreviewTexts texts;
    private final JsonMapper json;

    PreviewPages(Widgets widgets, WidgetChanges changes, PreviewTexts texts, JsonMapper json) {
        this.widgets = widgets;
        this.changes = changes;
        this.texts = texts;
        this.json = json;
    }

    /** A widget that is still to be made, before anything is filled in. */
    @GetMapping("/preview")
    Rendering blank(@May(Permission.CHANGE_WIDGETS) Visit visit, Locale locale) {
        return stage(look(made(visit, NOTHING), NOTHING), locale);
    }

    /** A widget that is still to be made, as it is in the form. */
    @PostMapping("/preview")
    Mono<Rendering> made(
            @May(Permission.CHANGE_WIDGETS) Visit visit,
            ServerWebExchange exchange,
            Locale locale) {
        return exchange.getFormData().map(sent -> stage(look(made(visit, sent), sent), locale));
    }

    /** A widget as it is stored. */
    @GetMapping("/{id}/preview")
    Mono<Rendering> stored(
            @May(Permission.SEE) Visit visit, @PathVariable String id, Locale locale) {
        return found(visit, id).map(widget -> stage(look(() -> widget, NOTHING), locale));
    }

    /** A widget as it is in the form; as it is stored for who may not change it. */
    @PostMapping("/{id}/preview")
    Mono<Rendering> changed(
            @May(Permission.SEE) Visit visit,
            @PathVariable String id,
            ServerWebExchange exchange,
            Locale locale) {
        return Mono.zip(found(visit, id), exchange.getFormData())
                .map(
                        both ->
                                stage(
                                        look(
                                                changed(visit, both.getT1(), both.getT2()),
                                                both.getT2()),
                                        locale));
    }

    private Supplier<Widget> changed(
            Visit visit, Widget widget, MultiValueMap<String, String> sent) {
        return () ->
                visit.may(Permission.CHANGE_WIDGETS)
                        ? widget.with(changes.applied(visit, widget.settings(), sent))
                        : widget;
    }

    private Supplier<Widget> made(Visit visit, MultiValueMap<String, String> sent) {
        return () ->
                new Widget(
                        NO_ID,
                        visit.accountId(),
                        0,
                        changes.made(visit, sent),
                        Instant.EPOCH,
                        Instant.EPOCH);
    }

    private static WidgetPreview look(Supplier<Widget> widget, MultiValueMap<String, String> sent) {
        try {
            return WidgetPreview.of(widget.get(), Scene.of(sent));
        } catch (Refused refused) {
            return WidgetPreview.refused(refused.problem().errors());
        }
    }

    private Rendering stage(WidgetPreview preview, Locale locale) {
        return Rendering.view("dashboard/widgets/stage")
                .header("Content-Security-Policy", POLICY)
                .modelAttribute("shown", preview.shown().map(json::writeValueAsString).orElse(""))
                .modelAttribute("errors", texts.errors(preview.errors(), locale))
                .modelAttribute("notes", texts.notes(preview.contrast(), locale))
                .build();
    }

    private Mono<Widget> found(Visit visit, String id) {
        return widgets.get(visit.accountId(), id)
                .switchIfEmpty(Problems.notFound("widget").signal());
    }
}
