package org.otpwidget.server.dashboard.templates;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.dashboard.fields.FormView;
import org.otpwidget.server.template.Preview;
import org.otpwidget.server.template.Template;
import org.otpwidget.server.widget.Channel;
import org.springframework.web.reactive.result.view.Rendering;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The editor's page.
 *
 * @param template null: a new one
 * @param preview null: there is something to correct first
 * @param isDraft whether it shows something else than what is stored
 */
record TemplateView(
        @Nullable Template template,
        Channel channel,
        List<String> languages,
        FormView form,
        @Nullable Preview preview,
        boolean isDraft) {

    /** Offered beside any other tag; the default template speaks the first ones. */
    private static final List<String> USUAL =
            List.of(
                    "en", "hi", "es", "fr", "de", "pt", "ar", "bn", "gu", "kn", "ml", "mr", "pa",
                    "ta", "te", "ur", "id", "it", "ja", "nl", "pl", "ru", "tr", "vi", "zh");

    Rendering page(Locale locale) {
        var page =
                Rendering.view("dashboard/templates/edit")
                        .status(form.status())
                        .modelAttribute("channel", channel)
                        .modelAttribute("languages", languages)
                        .modelAttribute("names", names(locale))
                        .modelAttribute("usual", USUAL)
                        .modelAttribute("form", form)
                        .modelAttribute("isDraft", isDraft);
        if (template != null) {
            page.modelAttribute("template", template);
        }
        if (preview != null) {
            page.modelAttribute("preview", preview);
        }
        return page.build();
    }

    /** What the languages are called in the operator's own. */
    private Map<String, String> names(Locale locale) {
        return Stream.concat(languages.stream(), USUAL.stream())
                .distinct()
                .collect(
                        Collectors.toMap(
                                Function.identity(),
                                tag -> Locale.forLanguageTag(tag).getDisplayName(locale)));
    }
}
