package org.otpwidget.server.template;

import com.fasterxml.jackson.annotation.JsonInclude;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.widget.Channel;

import java.util.List;

/**
 * A message as it will look, made of samples.
 *
 * @param language language of the template that was used
 * @param spoken what a call says, else absent
 * @param sender SMS sender id or name of an e-mail's sender, where the template has one
 * @param sms how the text is cut, else absent
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Preview(
        Channel channel,
        String language,
        @Nullable String sender,
        @Nullable String subject,
        @Nullable String text,
        @Nullable String html,
        @Nullable String spoken,
        @Nullable Sms sms,
        @Nullable Dlt dlt,
        @Nullable WhatsAppTemplate whatsapp,
        List<Finding> findings) {

    /**
     * How an SMS is cut.
     *
     * @param units septets or 16-bit units of the whole text
     * @param left units that are free in the last segment
     */
    public record Sms(
            Segments.Encoding encoding, int segments, int units, int left, List<String> parts) {

        static Sms of(Segments segments) {
            return new Sms(
                    segments.encoding(),
                    segments.count(),
                    segments.units(),
                    segments.left(),
                    segments.parts());
        }
    }

    static Preview of(Channel channel, Content content, List<Finding> findings) {
        boolean voice = channel == Channel.VOICE;
        return new Preview(
                channel,
                content.lang(),
                content.sender(),
                content.subject(),
                voice ? null : content.text(),
                content.html(),
                voice ? content.text() : null,
                channel == Channel.SMS ? Sms.of(Segments.of(content.text())) : null,
                content.dlt(),
                content.whatsapp(),
                findings);
    }
}
