package org.otpwidget.server.template;

import org.jspecify.annotations.Nullable;

/**
 * What one message says, ready to send. It carries the code, so {@link #toString()} shows nothing.
 *
 * @param lang language that it is written in, which may be another one than was asked for
 * @param subject subject of an e-mail, else null
 * @param text plain text; of a voice call, the words to speak
 * @param html HTML part of an e-mail, else null
 */
public record Content(String lang, @Nullable String subject, String text, @Nullable String html) {

    @Override
    public String toString() {
        return "Content[hidden]";
    }
}
