package org.otpwidget.server.dashboard.templates;

import org.otpwidget.server.dashboard.fields.FormView;
import org.otpwidget.server.problem.FieldError;
import org.otpwidget.server.template.TemplateForm;
import org.otpwidget.server.template.TemplateSettings;
import org.otpwidget.server.widget.Channel;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * A template as it was sent by the form, whether it is fit to be stored or not.
 *
 * @param languages tags in their usual spelling, in the order of the page
 * @param sent the form's fields
 */
record TemplateDraft(Channel channel, List<String> languages, MultiValueMap<String, String> sent) {

    private static final int MOST_LANGUAGES = 50;
    private static final List<String> SAMPLES = List.of("language", "values", "host");

    static TemplateDraft of(Channel channel, MultiValueMap<String, String> sent) {
        var languages =
                sent.getOrDefault("languages", List.of()).stream()
                        .flatMap(text -> tag(text).stream())
                        .distinct()
                        .limit(MOST_LANGUAGES)
                        .toList();
        return new TemplateDraft(channel, languages.isEmpty() ? List.of("en") : languages, sent);
    }

    /** The button that was pressed; the one to look unless it says otherwise. */
    String button() {
        return Objects.requireNonNullElse(sent.getFirst("do"), "look");
    }

    /** The same with the language that was asked for; empty when there is no such language. */
    Optional<TemplateDraft> withAdded() {
        return tag(Objects.requireNonNullElse(sent.getFirst("addLanguage"), ""))
                .map(
                        tag -> {
                            var all = new ArrayList<>(languages);
                            if (!all.contains(tag) && all.size() < MOST_LANGUAGES) {
                                all.add(tag);
                            }
                            return new TemplateDraft(channel, all, sent);
                        });
    }

    /** The same without a language; the last one stays. */
    TemplateDraft without(String language) {
        var rest = languages.stream().filter(tag -> !tag.equals(language)).toList();
        return rest.isEmpty() ? this : new TemplateDraft(channel, rest, sent);
    }

    /** The settings that the API would have got. */
    ObjectNode settings() {
        var fields = new LinkedMultiValueMap<>(sent);
        String chosen = Objects.requireNonNullElse(fields.getFirst("defaultLanguage"), "");
        if (!languages.contains(chosen)) {
            fields.remove("defaultLanguage");
        }
        var json =
                TemplatePlan.stored(channel, languages)
                        .apply(JsonNodeFactory.instance.objectNode(), fields);
        json.put("channel", channel.word());
        var variants = json.withObject("variants");
        languages.forEach(
                tag -> {
                    if (!variants.has(tag)) {
                        variants.putObject(tag);
                    }
                });
        return json;
    }

    /**
     * The settings in the room's own form.
     *
     * @throws org.otpwidget.server.problem.Refused with all mistakes
     */
    TemplateSettings read() {
        return TemplateForm.read(settings());
    }

    /** What is asked of the preview besides the template. */
    ObjectNode samples() {
        var all =
                TemplatePlan.whole(channel, languages)
                        .apply(JsonNodeFactory.instance.objectNode(), sent);
        all.retain(SAMPLES);
        return all;
    }

    /** The form again. */
    FormView view(List<FieldError> errors) {
        return TemplatePlan.whole(channel, languages).show(sent, errors);
    }

    private static Optional<String> tag(String text) {
        try {
            String tag =
                    new Locale.Builder()
                            .setLanguageTag(text.strip().replace('_', '-'))
                            .build()
                            .toLanguageTag();
            return tag.equals("und") || tag.length() > 35 ? Optional.empty() : Optional.of(tag);
        } catch (IllformedLocaleException _) {
            return Optional.empty();
        }
    }
}
