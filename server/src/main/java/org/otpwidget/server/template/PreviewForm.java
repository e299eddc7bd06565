package org.otpwidget.server.template;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.form.Form;
import org.otpwidget.server.secret.SecretText;
import org.otpwidget.server.widget.Channel;

import tools.jackson.databind.node.ObjectNode;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What an administrator wants to see rendered, and with which samples.
 *
 * @param templateId a stored template, or null
 * @param template one that is not stored, or null
 * @param channel the default template of a channel, or null; one of the three is there
 * @param language language of the visitor, or null
 * @param values samples; their variables carry the template's own names
 * @param mostSegments segments that an SMS may take
 */
public record PreviewForm(
        @Nullable String templateId,
        @Nullable TemplateSettings template,
        @Nullable Channel channel,
        @Nullable String language,
        TemplateValues values,
        int mostSegments) {

    private static final int MOST_VARIABLES = 50;

    /**
     * Reads a body.
     *
     * @throws org.otpwidget.server.problem.Refused with all mistakes
     */
    public static PreviewForm read(ObjectNode body) {
        var form = Form.of(body);
        var template = form.part("template");
        var preview =
                new PreviewForm(
                        form.text("templateId", 100),
                        template == null ? null : TemplateForm.read(template),
                        form.word("channel", Channel.class),
                        form.text("language", 35),
                        values(form),
                        form.number("maxSegments", 1, 20, 2));
        int chosen = 0;
        for (String field : new String[] {"templateId", "template", "channel"}) {
            chosen += form.has(field) ? 1 : 0;
        }
        if (chosen != 1) {
            form.refuse(
                    "template",
                    "Send exactly one of: template (settings), templateId, or channel (the default"
                            + " template).");
        }
        form.check();
        return preview;
    }

    private static TemplateValues values(Form form) {
        String code = form.text("otp", 9);
        if (code != null && !code.matches("[0-9]{4,9}")) {
            form.refuse("otp", "Send 4 to 9 digits.");
            code = null;
        }
        String widget = form.text("widgetName", 100);
        return new TemplateValues(
                widget == null ? "Shop" : widget,
                SecretText.of(code == null ? "482913" : code),
                form.number("minutes", 1, 1440, 10),
                boundTo(form),
                variables(form));
    }

    private static @Nullable String boundTo(Form form) {
        String hash = form.text("androidAppHash", 100);
        String host = form.text("host", 253);
        if (hash != null && !AppHash.isHash(hash)) {
            form.refuse("androidAppHash", "Send the app's hash of 11 letters, digits, + or /.");
        }
        if (host != null && OriginLine.hostOf("https://" + host) == null) {
            form.refuse("host", "Send a domain name, for example shop.example.");
        }
        return hash == null ? host : hash;
    }

    private static Map<String, String> variables(Form form) {
        var variables = new LinkedHashMap<String, String>();
        var part = form.part("values");
        if (part == null) {
            return variables;
        }
        if (part.names().size() > MOST_VARIABLES) {
            form.refuse("values", "Send at most " + MOST_VARIABLES + " values.");
            return variables;
        }
        for (String name : part.names()) {
            variables.put(name, part.requiredText(name, VariableValue.LONGEST));
        }
        return variables;
    }
}
