package org.otpwidget.server.template;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.secret.SecretText;

import java.util.Map;

/**
 * What fills a template in.
 *
 * @param sender name of the widget, which the visitor knows the message by
 * @param code the one-time code, or the whole address of a magic link
 * @param minutes how long the code still lives, at least 1
 * @param boundTo whom an SMS hands its code to: host of the page that asked ({@link
 *     OriginLine#hostOf}, or {@link OriginLine#framed}), or hash of the app ({@link AppHash}); null
 *     when unknown
 * @param variables values of the template's own variables, by name
 */
public record TemplateValues(
        String sender,
        SecretText code,
        long minutes,
        @Nullable String boundTo,
        Map<String, String> variables) {

    /** The page's host, the outer one's of a frame; null when it is unknown or an app asked. */
    @Nullable String host() {
        return boundTo == null || AppHash.isHash(boundTo) ? null : OriginLine.hosts(boundTo)[0];
    }

    /** Whether the message carries a magic link, rather than a code. */
    boolean isLink() {
        return code.reveal().contains("://");
    }

    /** What {@code ##OTP##} stands for. */
    String otp() {
        return isLink() ? "" : code.reveal();
    }

    /** What {@code ##LINK##} stands for. */
    String link() {
        return isLink() ? code.reveal() : "";
    }

    /** The same with another code or link. */
    TemplateValues with(SecretText other) {
        return new TemplateValues(sender, other, minutes, boundTo, variables);
    }

    /** The same with other variables. */
    TemplateValues with(Map<String, String> other) {
        return new TemplateValues(sender, code, minutes, boundTo, other);
    }

    /** Shows neither the code nor what the page handed over. */
    @Override
    public String toString() {
        return "TemplateValues[sender=" + sender + ", minutes=" + minutes + "]";
    }
}
