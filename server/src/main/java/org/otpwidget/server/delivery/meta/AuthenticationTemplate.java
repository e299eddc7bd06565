package org.otpwidget.server.delivery.meta;

import org.otpwidget.server.delivery.Message;
import org.otpwidget.server.delivery.provider.ProviderSettings;
import org.otpwidget.server.template.WhatsAppTemplate;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * A message from an authentication template. The code goes into the text and into the button, which
 * is an address for the API whether it copies the code or fills it in; a magic link is in the text
 * of a template of another kind, which has no such button
 * (https://developers.facebook.com/docs/whatsapp/business-management-api/authentication-templates).
 */
final class AuthenticationTemplate {

    private AuthenticationTemplate() {}

    static Map<String, Object> body(ProviderSettings settings, Message message) {
        WhatsAppTemplate template = template(settings, message);
        var text = Map.of("type", "body", "parameters", texts(template.parameters()));
        var button =
                Map.of(
                        "type", "button",
                        "sub_type", "url",
                        "index", "0",
                        "parameters", texts(List.of(message.code().reveal())));
        return Map.of(
                "messaging_product",
                "whatsapp",
                "recipient_type",
                "individual",
                "to",
                message.recipient(),
                "type",
                "template",
                "biz_opaque_callback_data",
                message.reference(),
                "template",
                Map.of(
                        "name", template.name(),
                        "language", Map.of("code", template.language()),
                        "components", message.isLink() ? List.of(text) : List.of(text, button)));
    }

    /** The message's own, else the provider's. */
    private static WhatsAppTemplate template(ProviderSettings settings, Message message) {
        return Objects.requireNonNullElseGet(
                message.content().whatsapp(),
                () ->
                        new WhatsAppTemplate(
                                settings.text("templateName"),
                                language(settings.text("languages"), message.content().lang()),
                                List.of(message.code().reveal())));
    }

    private static List<Map<String, String>> texts(List<String> values) {
        return values.stream().map(value -> Map.of("type", "text", "text", value)).toList();
    }

    /** Whether a list of languages can be read. */
    static boolean isLanguages(String list) {
        return list.matches(
                "\\s*[a-z]{2,3}(_[A-Za-z]{2,4})?(\\s*,\\s*[a-z]{2,3}(_[A-Za-z]{2,4})?)*\\s*");
    }

    /** The approved language for a tag: the very one, else one of its family, else the first. */
    static String language(String list, String tag) {
        List<String> approved = Arrays.asList(list.strip().split("\\s*,\\s*", -1));
        String wanted = tag.replace('-', '_').toLowerCase(Locale.ROOT);
        String family = wanted.split("_", 2)[0];
        return approved.stream()
                .filter(one -> one.toLowerCase(Locale.ROOT).equals(wanted))
                .findFirst()
                .or(
                        () ->
                                approved.stream()
                                        .filter(one -> one.split("_", 2)[0].equals(family))
                                        .findFirst())
                .orElse(approved.getFirst());
    }
}
