package org.otpwidget.server.template;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * A template in one language.
 *
 * @param text text with {@code ##OTP##} and variables; of a voice call, the words to speak
 * @param subject subject of an e-mail, else null
 * @param html HTML part of an e-mail; null: made out of the text
 * @param dltTemplateId number of this text with the Indian operators, or null
 * @param whatsappLanguage language code of the approved WhatsApp template, or null
 */
public record TemplateVariant(
        String text,
        @Nullable String subject,
        @Nullable String html,
        @Nullable String dltTemplateId,
        @Nullable String whatsappLanguage) {

    /** The names of all placeholders, in the order of their first appearance. */
    Set<String> names() {
        var names = new LinkedHashSet<>(Placeholders.names(text));
        if (subject != null) {
            names.addAll(Placeholders.names(subject));
        }
        if (html != null) {
            names.addAll(Placeholders.names(html));
        }
        return names;
    }
}
