package org.otpwidget.server.template;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.secret.SecretText;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.util.Map;

/** Templates and values for tests. */
final class TemplateSamples {

    static final String CODE = "482913";
    static final String HASH = "FA+9qCX9VSu";

    private TemplateSamples() {}

    /** Settings as if they were sent to {@code /v1/templates}; {@code '} stands for {@code "}. */
    static TemplateSettings settings(String body) {
        return TemplateForm.read(object(body));
    }

    /** An SMS template in English. */
    static TemplateSettings sms(String text) {
        return settings("{'name':'a','channel':'sms','variants':{'en':{'text':'" + text + "'}}}");
    }

    /** A mail template in English. */
    static TemplateSettings mail(String subject, String text, String html) {
        var body = object("{'name':'a','channel':'email','variants':{'en':{}}}");
        var variant = (ObjectNode) body.at("/variants/en");
        variant.put("subject", subject).put("text", text);
        if (!html.isEmpty()) {
            variant.put("html", html);
        }
        return TemplateForm.read(body);
    }

    static TemplateValues samples(@Nullable String boundTo, Map<String, String> variables) {
        return new TemplateValues("Shop", SecretText.of(CODE), 10, boundTo, variables);
    }

    static ObjectNode object(String body) {
        return (ObjectNode) JsonMapper.shared().readTree(body.replace('\'', '"'));
    }
}
