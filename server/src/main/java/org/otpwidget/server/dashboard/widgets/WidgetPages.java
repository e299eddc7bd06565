package org.otpwidget.server.dashboard.widgets;

import org.otpwidget.server.dashboard.Go;
import org.otpwidget.server.dashboard.May;
import org.otpwidget.server.dashboard.Seen;
import org.otpwidget.server.dashboard.Undo;
import org.otpwidget.server.dashboard.Undos;
import org.otpwidget.server.dashboard.Visit;
import org.otpwidget.server.dashboard.fields.FormView;
import org.otpwidget.server.form.PageQuery;
import org.otpwidget.server.operator.Permission;
import org.otpwidget.server.problem.Problems;
import org.otpwidget.server.problem.Refused;
import org.otpwidget.server.signincode.Offers;
import org.otpwidget.server.widget.AuditedWidgets;
import org.otpwidget.server.widget.Contrast;
import org.otpwidget.server.widget.Widget;
import org.otpwidget.server.widget.Widgets;
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
import tools.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.Locale;

/** {@code /dashboard/widgets}: all verification flows of the account, and every setting of each. */
@Controller
@RequestMapping("/dashboard/widgets")
class WidgetPages {

    private static final String LIST = "/dashboard/widgets";

    private final Widgets widgets;
    private final WidgetChanges changes;
    private final WidgetTemplateChoices templates;
    private final PreviewTexts texts;
    private final Offers offers;
    private final Undos undos;
    private final Seen seen;
    private final JsonMapper json;

    WidgetPages(
            Widgets widgets,
            WidgetChanges changes,
            WidgetTemplateChoices templates,
            PreviewTexts texts,
            Offers offers,
            Undos undos,
            Seen seen,
            JsonMapper json) {
        this.widgets = widgets;
        this.changes = changes;
        this.templates = templates;
        this.texts = texts;
        this.offers = offers;
        this.undos = undos;
        this.seen = seen;
        this.json = json;
    }

    @GetMapping
    Mono<Rendering> list(
            @May(Permission.SEE) Visit visit, @RequestParam MultiValueMap<String, String> query) {
        return widgets.list(visit.accountId(), PageQuery.of(query))
                .map(page -> Go.view("dashboard/widgets/list", "page", page));
    }

    @GetMapping("/{id}")
    Mono<Rendering> edit(@May(Permission.SEE) Visit visit, @PathVariable String id, Locale locale) {
        return seen.of(visit, id, AuditedWidgets.CHANGED)
                .flatMap(
                        latest ->
                                Mono.zip(found(visit, id), templates.plan(visit))
                                        .map(
                                                both -> {
                                                    var widget = both.getT1();
                                                    var form =
                                                            both.getT2()
                                                                    .show(shown(visit, widget))
                                                                    .seeing(latest);
                                                    return editPage(widget, form, locale);
                                                }));
    }

    @PostMapping("/{id}")
    Mono<Rendering> change(
            @May(Permission.CHANGE_WIDGETS) Visit visit,
            @PathVariable String id,
            ServerWebExchange exchange,
            Locale locale) {
        return exchange.getFormData()
                .flatMap(
                        sent ->
                                changes.change(visit, id, sent)
                                        .flatMap(made -> changed(visit, made, "saved"))
                                        .switchIfEmpty(notFound())
                                        .onErrorResume(
                                                Refused.class,
                                                refused ->
                                                        again(visit, id, sent, refused, locale)));
    }

    @PostMapping("/{id}/enabled")
    Mono<Rendering> toggle(
            @May(Permission.CHANGE_WIDGETS) Visit visit,
            @PathVariable String id,
            ServerWebExchange exchange) {
        return exchange.getFormData()
                .map(sent -> Undo.enabled(sent))
                .flatMap(
                        enabled ->
                                changes.enable(visit, id, enabled)
                                        .flatMap(
                                                made ->
                                                        enabled
                                                                ? Mono.just("widget.enabled")
                                                                : said(
                                                                        visit,
                                                                        made,
                                                                        "widget.disabled"))
                                        .map(
                                                done ->
                                                        undos.switched(
                                                                visit, LIST, id, enabled, done)))
                .switchIfEmpty(notFound());
    }

    /** Puts back what was saved last, unless it is not the last any more. */
    @PostMapping("/{id}/undo")
    Mono<Rendering> undo(
            @May(Permission.CHANGE_WIDGETS) Visit visit,
            @PathVariable String id,
            ServerWebExchange exchange) {
        return exchange.getFormData()
                .flatMap(sent -> changes.undo(visit, id, Undo.change(sent)))
                .flatMap(made -> changed(visit, made, "undone"))
                .switchIfEmpty(notFound())
                .onErrorResume(Refused.class, refused -> Undo.failed(refused, LIST + "/" + id));
    }

    /** Says so, and offers to put it back where that can be done. */
    private Mono<Rendering> changed(Visit visit, Widget made, String done) {
        return said(visit, made, done)
                .flatMap(word -> undos.go(visit, path(made), word, changes.undoable(visit, made)));
    }

    /**
     * The word of what was done; another one when operators can no longer sign in by the widget.
     */
    private Mono<String> said(Visit visit, Widget made, String done) {
        return Mono.just(visit.account())
                .filter(account -> made.id().equals(account.signInWidget()))
                .flatMap(offers::obstacle)
                .map(_ -> done + ".signIn")
                .defaultIfEmpty(done);
    }

    @PostMapping("/{id}/duplicate")
    Mono<Rendering> duplicate(
            @May(Permission.CHANGE_WIDGETS) Visit visit, @PathVariable String id) {
        return changes.duplicate(visit, id)
                .map(made -> Go.to(path(made), "widget.duplicated"))
                .switchIfEmpty(notFound());
    }

    private Mono<Rendering> again(
            Visit visit,
            String id,
            MultiValueMap<String, String> sent,
            Refused refused,
            Locale locale) {
        return Mono.zip(found(visit, id), templates.plan(visit))
                .flatMap(
                        both ->
                                seen.again(
                                                visit,
                                                id,
                                                AuditedWidgets.CHANGED,
                                                refused,
                                                sent,
                                                errors -> both.getT2().show(sent, errors))
                                        .map(form -> editPage(both.getT1(), form, locale)));
    }

    private Mono<Widget> found(Visit visit, String id) {
        return widgets.get(visit.accountId(), id).switchIfEmpty(notFound());
    }

    /** The settings; demo credentials name somebody, too. */
    private ObjectNode shown(Visit visit, Widget widget) {
        ObjectNode settings = json.valueToTree(widget.settings());
        if (settings.get("demoCredentials") instanceof ObjectNode demo) {
            for (String field : List.of("mobile", "email")) {
                String identifier = demo.path(field).asString("");
                if (!identifier.isEmpty()) {
                    demo.put(field, visit.shown(identifier));
                }
            }
        }
        return settings;
    }

    private Rendering editPage(Widget widget, FormView form, Locale locale) {
        return Rendering.view("dashboard/widgets/edit")
                .status(form.status())
                .modelAttribute("widget", widget)
                .modelAttribute("form", form)
                .modelAttribute("code", WidgetPreview.code(widget.settings()))
                .modelAttribute(
                        "notes", texts.notes(Contrast.of(widget.settings().theme()), locale))
                .build();
    }

    private static String path(Widget widget) {
        return LIST + "/" + widget.id();
    }

    private static <T> Mono<T> notFound() {
        return Mono.error(() -> Problems.notFound("widget").refused());
    }
}
