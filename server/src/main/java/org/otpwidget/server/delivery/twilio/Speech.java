package org.otpwidget.server.delivery.twilio;

import org.otpwidget.server.delivery.Message;
import org.springframework.web.util.HtmlUtils;

import java.util.stream.Collectors;

/** What a call says, in TwiML (https://www.twilio.com/docs/voice/twiml). */
final class Speech {

    private static final String SLOW = "80%";

    private Speech() {}

    /** Waits until the phone is at the ear, says the text, and after a pause says it again. */
    static String twiml(Message message, TwilioVoices.Voice voice) {
        String say = say(voice, escape(spelled(message)));
        return "<Response><Pause length=\"1\"/>"
                + say
                + "<Pause length=\"2\"/>"
                + say
                + "</Response>";
    }

    /** A code in figures would be read as one large number; templates usually spelled it. */
    private static String spelled(Message message) {
        String code = message.code().reveal();
        String figures =
                code.chars()
                        .mapToObj(figure -> String.valueOf((char) figure))
                        .collect(Collectors.joining(", "));
        return message.content().text().replace(code, figures);
    }

    private static String say(TwilioVoices.Voice voice, String words) {
        String name = voice.name().isEmpty() ? "" : " voice=\"" + voice.name() + "\"";
        String text =
                voice.canSlowDown()
                        ? "<prosody rate=\"" + SLOW + "\">" + words + "</prosody>"
                        : words;
        return "<Say%s language=\"%s\">%s</Say>".formatted(name, escape(voice.language()), text);
    }

    /** The five escapes are the same in HTML and XML; control characters have no place in XML. */
    private static String escape(String text) {
        return HtmlUtils.htmlEscape(text.replaceAll("\\p{Cntrl}+", " "), "UTF-8");
    }
}
