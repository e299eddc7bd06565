package org.otpwidget.server.delivery.twilio;

import static org.otpwidget.server.delivery.provider.ProviderField.lines;
import static org.otpwidget.server.delivery.provider.ProviderField.number;
import static org.otpwidget.server.delivery.provider.ProviderField.text;

import org.otpwidget.server.delivery.Message;
import org.otpwidget.server.delivery.provider.Origin;
import org.otpwidget.server.delivery.provider.ProviderField;
import org.otpwidget.server.delivery.provider.ProviderKind;
import org.otpwidget.server.delivery.provider.ProviderLink;
import org.otpwidget.server.delivery.provider.ProviderSettings;
import org.otpwidget.server.delivery.provider.ProviderTools;
import org.otpwidget.server.widget.Channel;
import org.springframework.stereotype.Component;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/** Calls over Twilio's Calls API, which say the code twice. */
@Component
final class TwilioVoiceKind implements ProviderKind {

    private static final List<ProviderField> FIELDS =
            TwilioAccount.fieldsWith(
                    text("from", "Caller id")
                            .needed()
                            .saying(
                                    "A number of the account, such as +14155550100, for widgets"
                                            + " without a caller id of their own"),
                    lines("voices", "Voices")
                            .saying(
                                    "Instead of the usual ones, one a line:"
                                            + " hi: hi-IN, Polly.Kajal-Neural"),
                    number("ringSeconds", "Seconds to let it ring", 30));

    @Override
    public About about() {
        return new About("twilio-voice", "Twilio Voice", Set.of(Channel.VOICE), FIELDS);
    }

    @Override
    public boolean hasWebhook() {
        return true;
    }

    @Override
    public void check(ProviderSettings settings, BiConsumer<String, String> refuse) {
        TwilioAccount.check(settings, refuse);
        if (!TwilioVoices.isReadable(settings.text("voices"))) {
            refuse.accept("voices", "Write each line as hi: hi-IN, Polly.Aditi.");
        }
        if (settings.number("ringSeconds") < 5 || settings.number("ringSeconds") > 600) {
            refuse.accept("ringSeconds", "Choose 5 to 600 seconds.");
        }
    }

    @Override
    public Origin origin(ProviderSettings settings) {
        return Origin.of(settings.text("from")).passingOn();
    }

    @Override
    public ProviderLink open(ProviderSettings settings, ProviderTools tools) {
        var voices = TwilioVoices.of(settings.text("voices"));
        return new TwilioLink(
                new TwilioAccount(settings, tools.http()),
                "Calls",
                message -> form(settings, voices, message));
    }

    private static Map<String, String> form(
            ProviderSettings settings, TwilioVoices voices, Message message) {
        var form = new LinkedHashMap<String, String>();
        form.put("To", "+" + message.recipient());
        String caller = message.callerId();
        form.put("From", caller == null ? settings.text("from") : "+" + caller);
        form.put("Timeout", settings.text("ringSeconds"));
        form.put("Twiml", Speech.twiml(message, voices.speaking(message.content().lang())));
        return form;
    }
}
