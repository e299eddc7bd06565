package org.otpwidget.server.delivery.inbox;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.delivery.Message;
import org.otpwidget.server.secret.Purpose;
import org.otpwidget.server.secret.Sealed;
import org.otpwidget.server.secret.Secrets;

import tools.jackson.databind.json.JsonMapper;

import java.nio.charset.StandardCharsets;

/** Seals what is in a kept message to its request's id. */
final class InboxSeal {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Secrets secrets;

    InboxSeal(Secrets secrets) {
        this.secrets = secrets;
    }

    /** What is in a message; it carries the code, so it shows nothing. */
    record Inside(
            String from,
            String lang,
            @Nullable String subject,
            String text,
            @Nullable String html,
            String code) {

        @Override
        public String toString() {
            return "Inside[hidden]";
        }
    }

    byte[] close(Message message) {
        var content = message.content();
        var inside =
                new Inside(
                        message.widgetName(),
                        content.lang(),
                        content.subject(),
                        content.text(),
                        content.html(),
                        message.code().reveal());
        byte[] json = JSON.writeValueAsBytes(inside);
        return secrets.seal(Purpose.INBOX, json, bytes(message.requestId())).bytes();
    }

    Inside open(byte[] sealed, String requestId) {
        byte[] json = secrets.open(Purpose.INBOX, Sealed.of(sealed), bytes(requestId));
        return JSON.readValue(json, Inside.class);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
