package org.otpwidget.server.widget;

import org.otpwidget.server.problem.FieldError;
import org.otpwidget.server.problem.Problems;
import org.otpwidget.server.widget.WidgetSettings.TemplateUse;
import org.otpwidget.server.widget.WidgetSettings.VerificationType;

import reactor.core.publisher.Mono;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Holds a widget's choice of templates to the templates that there are. */
final class TemplateUses {

    private final TemplateDirectory directory;

    TemplateUses(TemplateDirectory directory) {
        this.directory = directory;
    }

    /**
     * Completes, or fails with all mistakes; the templates stay until the transaction ends.
     *
     * @param type what the templates have to carry
     */
    Mono<Void> check(long accountId, VerificationType type, Map<Channel, TemplateUse> chosen) {
        if (chosen.isEmpty()) {
            return Mono.empty();
        }
        Set<String> ids =
                chosen.values().stream().map(TemplateUse::templateId).collect(Collectors.toSet());
        return directory
                .hold(accountId, ids)
                .flatMap(
                        entries -> {
                            var errors = errors(type, chosen, entries);
                            return errors.isEmpty()
                                    ? Mono.empty()
                                    : Problems.invalid(errors).signal();
                        });
    }

    private static List<FieldError> errors(
            VerificationType type,
            Map<Channel, TemplateUse> chosen,
            Map<String, TemplateDirectory.Entry> entries) {
        var errors = new ArrayList<FieldError>();
        chosen.forEach(
                (channel, use) -> {
                    String path = "templates." + channel.word();
                    var entry = entries.get(use.templateId());
                    if (entry == null) {
                        errors.add(
                                new FieldError(
                                        path + ".templateId",
                                        "There is no such template; create it with POST"
                                                + " /v1/templates first."));
                    } else if (entry.channel() != channel) {
                        errors.add(
                                new FieldError(
                                        path + ".templateId",
                                        "Choose a template for %s: this one is for %s."
                                                .formatted(
                                                        channel.word(), entry.channel().word())));
                    } else if (entry.link() != (type == VerificationType.MAGIC_LINK)) {
                        errors.add(
                                new FieldError(
                                        path + ".templateId",
                                        entry.link()
                                                ? "Choose a template with ##OTP##: this one carries"
                                                        + " a magic link."
                                                : "Choose a template with ##LINK##: this one"
                                                        + " carries a code."));
                    } else {
                        unknown(path + ".variables", use.variables(), entry, errors);
                        unknown(path + ".defaults", use.defaults(), entry, errors);
                    }
                });
        return errors;
    }

    private static void unknown(
            String path,
            Map<String, String> mapping,
            TemplateDirectory.Entry entry,
            List<FieldError> errors) {
        for (String name : mapping.keySet()) {
            if (!entry.variables().contains(name)) {
                errors.add(
                        new FieldError(
                                path + "." + name,
                                "Leave this out: the template has no such variable. It has: "
                                        + String.join(
                                                ", ", entry.variables().stream().sorted().toList())
                                        + "."));
            }
        }
    }
}
