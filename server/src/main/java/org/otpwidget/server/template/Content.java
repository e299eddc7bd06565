package org.otpwidget.server.template;

import org.jspecify.annotations.Nullable;

/**
 * What one message says, ready to send. It carries the code, so {@link #toString()} shows nothing.
 *
 * @param lang language that it is written in, which may be another one than was asked for
 * @param subject subject of an e-mail, else null
 * @param text plain text; of a voice call, the words to speak
 * @param html HTML part of an e-mail, else null
 * @param sender SMS sender id, or name that an e-mail comes from; null: the provider's own
 * @param dlt registration of an SMS in India, or null
 * @param whatsapp approved template that a WhatsApp message has to name, or null
 */
public record Content(
        String lang,
        @Nullable String subject,
        String text,
        @Nullable String html,
        @Nullable String sender,
        @Nullable Dlt dlt,
        @Nullable WhatsAppTemplate whatsapp) {

    /** Content that needs nothing beyond its text. */
    public Content(String lang, @Nullable String subject, String text, @Nullable String html) {
        this(lang, subject, text, html, null, null, null);
    }

    @Override
    public String toString() {
        return "Content[hidden]";
    }
}
