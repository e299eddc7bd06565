package org.otpwidget.server.template;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.problem.Problem;
import org.otpwidget.server.problem.Problems;
import org.otpwidget.server.widget.WidgetSettings.TemplateUse;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A template, and how a widget fills its variables.
 *
 * @param use which key of a call fills which variable, and what does when the call has none
 */
record ChosenTemplate(Template template, TemplateUse use) {

    /** The template's variables with their values; each is there, if only empty. */
    Map<String, String> fill(Map<String, String> given) {
        var values = new HashMap<String, String>();
        for (String variable : template.variables()) {
            String value = given.getOrDefault(key(variable), "");
            values.put(
                    variable,
                    VariableValue.shorten(
                            value.isEmpty() ? use.defaults().getOrDefault(variable, "") : value));
        }
        return values;
    }

    /** The keys that a call has to carry, in the order of the alphabet. */
    List<String> required() {
        return template.variables().stream()
                .filter(variable -> !use.defaults().containsKey(variable))
                .map(this::key)
                .sorted()
                .distinct()
                .toList();
    }

    /** What is wrong with a call's values, or null. */
    @Nullable Problem problem(Map<String, String> given) {
        for (String key : required()) {
            if (given.getOrDefault(key, "").isEmpty()) {
                return Problems.missingVariable(key);
            }
        }
        for (String variable : template.variables()) {
            if (VariableValue.isTooLong(given.getOrDefault(key(variable), ""))) {
                return Problems.invalid(
                        "%s is too long: send at most %d characters."
                                .formatted(key(variable), VariableValue.LONGEST));
            }
        }
        return null;
    }

    private String key(String variable) {
        return use.variables().getOrDefault(variable, variable);
    }
}
