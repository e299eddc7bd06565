package org.otpwidget.server.delivery.twilio;

import static org.otpwidget.server.delivery.provider.ProviderField.text;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.delivery.Message;
import org.otpwidget.server.delivery.provider.Origin;
import org.otpwidget.server.delivery.provider.ProviderField;
import org.otpwidget.server.delivery.provider.ProviderKind;
import org.otpwidget.server.delivery.provider.ProviderLink;
import org.otpwidget.server.delivery.provider.ProviderSettings;
import org.otpwidget.server.delivery.provider.ProviderTools;
import org.otpwidget.server.template.WhatsAppTemplate;
import org.otpwidget.server.widget.Channel;
import org.springframework.stereotype.Component;

import tools.jackson.databind.json.JsonMapper;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * WhatsApp over Twilio's Messages API. WhatsApp lets a business begin with approved templates only,
 * which Twilio knows by their content SID: the message's template, when its name is one, else the
 * provider's. A text of one's own arrives within 24 hours after the recipient wrote.
 */
@Component
final class TwilioWhatsAppKind implements ProviderKind {

    private static final String CONTENT_SID = "HX[0-9a-fA-F]{32}";

    private static final List<ProviderField> FIELDS =
            TwilioAccount.fieldsWith(
                    text("from", "Sender")
                            .needed()
                            .saying("A WhatsApp sender's number, such as +14155550100"),
                    text("contentSid", "Content SID of the template")
                            .saying("Begins with HX; its variable 1 is the code"));

    @Override
    public About about() {
        return new About("twilio-whatsapp", "Twilio WhatsApp", Set.of(Channel.WHATSAPP), FIELDS);
    }

    @Override
    public boolean hasWebhook() {
        return true;
    }

    @Override
    public void check(ProviderSettings settings, BiConsumer<String, String> refuse) {
        TwilioAccount.check(settings, refuse);
        if (!settings.text("contentSid").matches("(" + CONTENT_SID + ")?")) {
            refuse.accept("contentSid", "A content SID is HX and 32 hexadecimal digits.");
        }
    }

    @Override
    public Origin origin(ProviderSettings settings) {
        return Origin.of(settings.text("from")).approved(settings.text("contentSid"), CONTENT_SID);
    }

    @Override
    public ProviderLink open(ProviderSettings settings, ProviderTools tools) {
        return new TwilioLink(
                new TwilioAccount(settings, tools.http()),
                "Messages",
                message -> form(settings, message));
    }

    private static Map<String, String> form(ProviderSettings settings, Message message) {
        var form = new LinkedHashMap<String, String>();
        form.put("To", "whatsapp:+" + message.recipient());
        form.put("From", "whatsapp:" + settings.text("from"));
        WhatsAppTemplate template = template(settings, message);
        if (template == null) {
            form.put("Body", message.content().text());
        } else {
            form.put("ContentSid", template.name());
            form.put("ContentVariables", variables(template.parameters()));
        }
        return form;
    }

    /** The message's own template if Twilio can know it, else the provider's; null: none. */
    private static @Nullable WhatsAppTemplate template(ProviderSettings settings, Message message) {
        WhatsAppTemplate own = message.content().whatsapp();
        if (own != null && own.name().matches(CONTENT_SID)) {
            return own;
        }
        String contentSid = settings.text("contentSid");
        return contentSid.isEmpty()
                ? null
                : new WhatsAppTemplate(contentSid, "", List.of(message.code().reveal()));
    }

    /** Twilio counts variables from 1. */
    private static String variables(List<String> values) {
        var variables = new LinkedHashMap<String, String>();
        values.forEach(value -> variables.put("" + (variables.size() + 1), value));
        return JsonMapper.shared().writeValueAsString(variables);
    }
}
