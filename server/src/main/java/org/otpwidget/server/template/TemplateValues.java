package org.otpwidget.server.template;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.secret.SecretText;

import java.util.Map;

/**
 * What fills a template in.
 *
 * @param sender name of the widget, which the visitor knows the message by
 * @param code the one-time code
 * @param minutes how long the code still lives, at least 1
 * @param host host of the page that asked ({@link OriginLine#hostOf}), or null when unknown
 * @param variables values of the template's own variables, by name
 */
public record TemplateValues(
        String sender,
        SecretText code,
        long minutes,
        @Nullable String host,
        Map<String, String> variables) {

    /** Shows neither the code nor what the page handed over. */
    @Override
    public String toString() {
        return "TemplateValues[sender=" + sender + ", minutes=" + minutes + "]";
    }
}
