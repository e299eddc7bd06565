package org.otpwidget.server.template.web;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

import org.otpwidget.server.template.Template;
import org.otpwidget.server.template.TemplateSettings;

import java.time.Instant;
import java.util.List;

/**
 * A template as {@code /v1} shows it: its settings between its id and its times.
 *
 * @param variables names that a widget maps, in the order of the alphabet
 */
record TemplateView(
        String id,
        @JsonUnwrapped TemplateSettings settings,
        List<String> variables,
        Instant createdAt,
        Instant updatedAt) {

    static TemplateView of(Template template) {
        return new TemplateView(
                template.id(),
                template.settings(),
                template.variables().stream().sorted().toList(),
                template.createdAt(),
                template.updatedAt());
    }
}
