package org.otpwidget.server.delivery.smtp;

import org.otpwidget.server.delivery.Message;
import org.otpwidget.server.secret.SecretText;
import org.otpwidget.server.template.TemplateValues;
import org.otpwidget.server.template.Templates;
import org.otpwidget.server.widget.Channel;

import java.time.Instant;
import java.util.Map;

/** Messages as the outbox hands them over. */
final class Mails {

    private static final SecretText CODE = SecretText.of("482913");

    private Mails() {}

    static Message message(String recipient, String widgetName) {
        return message(recipient, widgetName, "en");
    }

    static Message message(String recipient, String widgetName, String lang) {
        var values = new TemplateValues(widgetName, CODE, 10, null, Map.of());
        var content = new Templates().render(Channel.EMAIL, lang, values);
        return new Message(
                1, "0123456789abcdef01234567", recipient, widgetName, content, CODE, Instant.EPOCH);
    }
}
