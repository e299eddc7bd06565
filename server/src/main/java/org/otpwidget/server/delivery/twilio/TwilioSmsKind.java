package org.otpwidget.server.delivery.twilio;

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

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;

/** SMS over Twilio's Messages API. */
@Component
final class TwilioSmsKind implements ProviderKind {

    private static final List<ProviderField> FIELDS =
            TwilioAccount.fieldsWith(
                    text("from", "Sender").saying("A number such as +14155550100, or a sender id"),
                    text("messagingServiceSid", "Messaging service SID")
                            .saying("Begins with MG; chooses the sender when none is given"));

    /** Seconds that a message may wait at Twilio. */
    private static final int LONGEST_VALIDITY = 36_000;

    @Override
    public About about() {
        return new About("twilio-sms", "Twilio SMS", Set.of(Channel.SMS), FIELDS);
    }

    @Override
    public boolean hasWebhook() {
        return true;
    }

    @Override
    public void check(ProviderSettings settings, BiConsumer<String, String> refuse) {
        TwilioAccount.check(settings, refuse);
        if (settings.text("from").isEmpty() && settings.text("messagingServiceSid").isEmpty()) {
            refuse.accept("from", "Give a sender or a messaging service.");
        }
    }

    @Override
    public Origin origin(ProviderSettings settings) {
        String from = settings.text("from");
        return from.isEmpty()
                ? Origin.of(settings.text("messagingServiceSid")).asVendorsId().passingOn()
                : Origin.of(from).passingOn();
    }

    @Override
    public ProviderLink open(ProviderSettings settings, ProviderTools tools) {
        return new TwilioLink(
                new TwilioAccount(settings, tools.http()),
                "Messages",
                message -> form(settings, message, tools.clock()));
    }

    private static Map<String, String> form(
            ProviderSettings settings, Message message, Clock clock) {
        var form = new LinkedHashMap<String, String>();
        form.put("To", "+" + message.recipient());
        String sender =
                Objects.requireNonNullElse(message.content().sender(), settings.text("from"));
        if (!sender.isEmpty()) {
            form.put("From", sender);
        }
        if (!settings.text("messagingServiceSid").isEmpty()) {
            form.put("MessagingServiceSid", settings.text("messagingServiceSid"));
        }
        form.put("Body", message.content().text());
        int seconds = Math.min(message.secondsLeft(clock.instant()), LONGEST_VALIDITY);
        form.put("ValidityPeriod", Integer.toString(seconds));
        return form;
    }
}
