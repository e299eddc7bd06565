package org.otpwidget.server.dashboard.templates;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.dashboard.Go;
import org.otpwidget.server.dashboard.Seen;
import org.otpwidget.server.dashboard.Visit;
import org.otpwidget.server.dashboard.fields.FormView;
import org.otpwidget.server.problem.FieldError;
import org.otpwidget.server.problem.Refused;
import org.otpwidget.server.template.AuditedTemplates;
import org.otpwidget.server.template.Preview;
import org.otpwidget.server.template.PreviewForm;
import org.otpwidget.server.template.Previews;
import org.otpwidget.server.template.Template;
import org.otpwidget.server.template.TemplateForm;
import org.otpwidget.server.widget.Channel;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.result.view.Rendering;

import reactor.core.publisher.Mono;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** Shows the editor, and does what its buttons say. */
@Component
class TemplateEditor {

    private static final String REMOVE = "remove.";
    private static final String NO_LANGUAGE =
            "Name a language by its BCP 47 tag, for example en or pt-BR.";

    private final Previews previews;
    private final Seen seen;
    private final JsonMapper json;

    TemplateEditor(Previews previews, Seen seen, JsonMapper json) {
        this.previews = previews;
        this.seen = seen;
        this.json = json;
    }

    /** A new template that could be stored as it is, but for its name. */
    Mono<TemplateView> blank(Visit visit, Channel channel) {
        var tree = json.createObjectNode();
        tree.put("defaultLanguage", "en");
        var variant = tree.putObject("variants").putObject("en");
        variant.put(
                "text", "##OTP## is your ##SENDER## code. It is valid for ##MINUTES## minutes.");
        if (channel == Channel.EMAIL) {
            variant.put("subject", "##OTP## is your ##SENDER## code");
        }
        var languages = List.of("en");
        var settings = tree.deepCopy().put("name", "New").put("channel", channel.word());
        return previews.of(
                        visit.accountId(),
                        PreviewForm.read(json.createObjectNode().set("template", settings)))
                .map(
                        preview ->
                                new TemplateView(
                                        null,
                                        channel,
                                        languages,
                                        TemplatePlan.whole(channel, languages).show(tree),
                                        preview,
                                        true));
    }

    /**
     * A template as it is stored.
     *
     * @param latest number of its latest change
     */
    Mono<TemplateView> stored(Visit visit, Template template, long latest) {
        var settings = template.settings();
        var languages = List.copyOf(settings.variants().keySet());
        ObjectNode tree = json.valueToTree(settings);
        var body = json.createObjectNode().put("templateId", template.id());
        var values = json.createObjectNode();
        template.variables().stream().sorted().forEach(name -> values.put(name, name));
        tree.set("values", values);
        tree.put("language", settings.defaultLanguage());
        body.set("values", values);
        body.put("language", settings.defaultLanguage());
        return previews.of(visit.accountId(), PreviewForm.read(body))
                .map(
                        preview ->
                                new TemplateView(
                                        template,
                                        settings.channel(),
                                        languages,
                                        TemplatePlan.whole(settings.channel(), languages)
                                                .show(tree)
                                                .seeing(latest),
                                        preview,
                                        false));
    }

    /**
     * Does what the button says.
     *
     * @param template the stored one, or null
     * @param save stores the draft
     */
    Mono<Rendering> press(
            Visit visit,
            @Nullable Template template,
            TemplateDraft draft,
            Locale locale,
            Supplier<Mono<Rendering>> save) {
        String button = draft.button();
        Mono<Rendering> done =
                switch (button) {
                    case "save" -> Mono.defer(save);
                    case "add" -> Mono.fromSupplier(() -> added(template, draft, locale));
                    default ->
                            button.startsWith(REMOVE)
                                    ? Mono.fromSupplier(
                                            () ->
                                                    unseen(
                                                            template,
                                                            draft.without(
                                                                    button.substring(
                                                                            REMOVE.length())),
                                                            List.of(),
                                                            locale))
                                    : look(visit, template, draft, locale);
                };
        return done.onErrorResume(
                Refused.class,
                refused ->
                        template == null
                                ? Go.again(
                                        refused,
                                        errors -> page(null, draft, draft.view(errors), locale))
                                : seen.again(
                                                visit,
                                                template.id(),
                                                AuditedTemplates.CHANGED,
                                                refused,
                                                draft.sent(),
                                                draft::view)
                                        .map(form -> page(template, draft, form, locale)));
    }

    private Mono<Rendering> look(
            Visit visit, @Nullable Template template, TemplateDraft draft, Locale locale) {
        return preview(visit, draft)
                .map(
                        preview ->
                                new TemplateView(
                                                template,
                                                draft.channel(),
                                                draft.languages(),
                                                draft.view(List.of()),
                                                preview,
                                                true)
                                        .page(locale));
    }

    /** How a draft will look; an error signal when it isn't fit. */
    Mono<Preview> preview(Visit visit, TemplateDraft draft) {
        return Mono.fromSupplier(
                        () -> {
                            var settings = draft.settings();
                            if (settings.path("name").asString("").isEmpty()) {
                                settings.put("name", "New");
                            }
                            var _ = TemplateForm.read(settings);
                            var body = draft.samples();
                            body.set("template", settings);
                            return PreviewForm.read(body);
                        })
                .flatMap(form -> previews.of(visit.accountId(), form));
    }

    private static Rendering added(
            @Nullable Template template, TemplateDraft draft, Locale locale) {
        return draft.withAdded()
                .map(more -> unseen(template, more, List.of(), locale))
                .orElseGet(
                        () ->
                                unseen(
                                        template,
                                        draft,
                                        List.of(new FieldError("addLanguage", NO_LANGUAGE)),
                                        locale));
    }

    private static Rendering unseen(
            @Nullable Template template,
            TemplateDraft draft,
            List<FieldError> errors,
            Locale locale) {
        return page(template, draft, draft.view(errors), locale);
    }

    private static Rendering page(
            @Nullable Template template, TemplateDraft draft, FormView form, Locale locale) {
        return new TemplateView(template, draft.channel(), draft.languages(), form, null, true)
                .page(locale);
    }
}
