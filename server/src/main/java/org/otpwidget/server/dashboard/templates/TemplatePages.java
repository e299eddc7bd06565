package org.otpwidget.server.dashboard.templates;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.dashboard.Go;
import org.otpwidget.server.dashboard.May;
import org.otpwidget.server.dashboard.Seen;
import org.otpwidget.server.dashboard.Undo;
import org.otpwidget.server.dashboard.Undos;
import org.otpwidget.server.dashboard.Visit;
import org.otpwidget.server.form.PageQuery;
import org.otpwidget.server.operator.Permission;
import org.otpwidget.server.problem.Problems;
import org.otpwidget.server.problem.Refused;
import org.otpwidget.server.template.AccountTemplates;
import org.otpwidget.server.template.AuditedTemplates;
import org.otpwidget.server.template.Template;
import org.otpwidget.server.widget.Channel;
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

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** {@code /dashboard/templates}: what messages say. */
@Controller
@RequestMapping("/dashboard/templates")
class TemplatePages {

    private static final String LIST = "/dashboard/templates";

    private final AccountTemplates templates;
    private final AuditedTemplates changes;
    private final TemplateEditor editor;
    private final Undos undos;
    private final Seen seen;

    TemplatePages(
            AccountTemplates templates,
            AuditedTemplates changes,
            TemplateEditor editor,
            Undos undos,
            Seen seen) {
        this.templates = templates;
        this.changes = changes;
        this.editor = editor;
        this.undos = undos;
        this.seen = seen;
    }

    @GetMapping
    Mono<Rendering> list(
            @May(Permission.SEE) Visit visit, @RequestParam MultiValueMap<String, String> query) {
        return templates
                .list(visit.accountId(), PageQuery.of(query))
                .map(page -> Go.view("dashboard/templates/list", "page", page));
    }

    /** First the channel, which stays; then the rest. */
    @GetMapping("/new")
    Mono<Rendering> newForm(
            @May(Permission.CHANGE_TEMPLATES) Visit visit,
            @RequestParam(required = false) @Nullable String channel,
            Locale locale) {
        return Mono.justOrEmpty(channel(channel))
                .flatMap(chosen -> editor.blank(visit, chosen))
                .map(view -> view.page(locale))
                .switchIfEmpty(
                        Mono.fromSupplier(
                                () ->
                                        Go.view(
                                                "dashboard/templates/channel",
                                                "channels",
                                                List.of(Channel.values()))));
    }

    @PostMapping("/new")
    Mono<Rendering> create(
            @May(Permission.CHANGE_TEMPLATES) Visit visit,
            ServerWebExchange exchange,
            Locale locale) {
        return exchange.getFormData()
                .map(
                        sent ->
                                TemplateDraft.of(
                                        channel(sent.getFirst("channel")).orElse(Channel.SMS),
                                        sent))
                .flatMap(
                        draft ->
                                editor.press(
                                        visit,
                                        null,
                                        draft,
                                        locale,
                                        () ->
                                                changes.create(visit, draft.read())
                                                        .map(
                                                                made ->
                                                                        Go.to(
                                                                                path(made),
                                                                                "template.created"))));
    }

    @GetMapping("/{id}")
    Mono<Rendering> edit(@May(Permission.SEE) Visit visit, @PathVariable String id, Locale locale) {
        return seen.of(visit, id, AuditedTemplates.CHANGED)
                .flatMap(
                        latest ->
                                found(visit, id)
                                        .flatMap(one -> editor.stored(visit, one, latest))
                                        .map(view -> view.page(locale)));
    }

    @PostMapping("/{id}")
    Mono<Rendering> change(
            @May(Permission.CHANGE_TEMPLATES) Visit visit,
            @PathVariable String id,
            ServerWebExchange exchange,
            Locale locale) {
        return Mono.zip(found(visit, id), exchange.getFormData())
                .flatMap(
                        both -> {
                            var template = both.getT1();
                            var draft =
                                    TemplateDraft.of(template.settings().channel(), both.getT2());
                            return editor.press(
                                    visit,
                                    template,
                                    draft,
                                    locale,
                                    () ->
                                            changes.change(
                                                            visit.having(draft.sent()),
                                                            id,
                                                            _ -> draft.read())
                                                    .flatMap(
                                                            made -> changed(visit, made, "saved")));
                        });
    }

    /** Puts back what was saved last, or deleted, unless it is not the last any more. */
    @PostMapping("/{id}/undo")
    Mono<Rendering> undo(
            @May(Permission.CHANGE_TEMPLATES) Visit visit,
            @PathVariable String id,
            ServerWebExchange exchange) {
        return exchange.getFormData()
                .flatMap(sent -> changes.undo(visit, id, Undo.change(sent)))
                .flatMap(made -> changed(visit, made, "undone"))
                .switchIfEmpty(notFound())
                .onErrorResume(
                        Refused.class,
                        refused ->
                                templates
                                        .get(visit.accountId(), id)
                                        .map(TemplatePages::path)
                                        .defaultIfEmpty(LIST)
                                        .flatMap(page -> Undo.failed(refused, page)));
    }

    /** Says so, and offers to put it back where that can be done. */
    private Mono<Rendering> changed(Visit visit, Template made, String done) {
        return undos.go(visit, path(made), done, changes.undoable(visit, made));
    }

    @GetMapping("/{id}/delete")
    Mono<Rendering> deleteForm(
            @May(Permission.CHANGE_TEMPLATES) Visit visit, @PathVariable String id) {
        return found(visit, id)
                .map(template -> Go.sure("template", template.settings().name(), path(template)));
    }

    @PostMapping("/{id}/delete")
    Mono<Rendering> delete(@May(Permission.CHANGE_TEMPLATES) Visit visit, @PathVariable String id) {
        return changes.delete(visit, id)
                .flatMap(gone -> deleted(visit, gone))
                .switchIfEmpty(notFound());
    }

    /** Says so, and offers to bring it back, which its page can no longer do. */
    private Mono<Rendering> deleted(Visit visit, Template gone) {
        String done = "template.deleted";
        return changes.restorable(visit, gone)
                .map(number -> undos.go(visit, LIST, done, Undo.change(path(gone), number)))
                .defaultIfEmpty(Go.to(LIST, done));
    }

    private Mono<Template> found(Visit visit, String id) {
        return templates.get(visit.accountId(), id).switchIfEmpty(notFound());
    }

    private static Optional<Channel> channel(@Nullable String word) {
        return Arrays.stream(Channel.values()).filter(one -> one.word().equals(word)).findFirst();
    }

    private static String path(Template template) {
        return LIST + "/" + template.id();
    }

    private static <T> Mono<T> notFound() {
        return Mono.error(() -> Problems.notFound("template").refused());
    }
}
