package org.otpwidget.server.template;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.widget.Channel;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The template of every channel for which a widget has none of its own, in a few languages. */
final class DefaultTemplate {

    private final Languages languages;
    private final String layout = read("email.html");

    DefaultTemplate(Languages languages) {
        this.languages = languages;
    }

    /** Renders a message in the nearest language that there is, at last in English. */
    Content render(Channel channel, @Nullable String lang, TemplateValues values) {
        Language language = languages.nearest(lang);
        return switch (channel) {
            case SMS -> sms(language, values);
            case WHATSAPP -> whatsapp(language, values);
            case VOICE -> voice(language, values);
            case EMAIL -> email(language, values);
        };
    }

    private static Content sms(Language language, TemplateValues values) {
        String text = placeholders(Escape.LINE, language, values).fill(language.text("message"));
        return new Content(language.tag(), null, LastLine.append(text, values), null);
    }

    private static Content whatsapp(Language language, TemplateValues values) {
        String text =
                placeholders(Escape.WHATSAPP, language, values)
                        .piece("OTP", "*" + values.code().reveal() + "*")
                        .fill(language.text("message"));
        return new Content(language.tag(), null, text, null);
    }

    private static Content voice(Language language, TemplateValues values) {
        String text =
                placeholders(Escape.LINE, language, values)
                        .piece("DIGITS", language.spell(values.code()))
                        .fill(language.text("voice"));
        return new Content(language.tag(), null, text, null);
    }

    private Content email(Language language, TemplateValues values) {
        var plain = placeholders(Escape.LINE, language, values);
        String text =
                """
                %s %s

                %s

                %s
                """
                        .formatted(
                                plain.fill(language.text("email.lead")),
                                values.code().reveal(),
                                plain.fill(language.text("email.validity")),
                                plain.fill(language.text("email.ignore")));
        return new Content(
                language.tag(),
                plain.fill(language.text("email.subject")),
                text,
                html(language, values));
    }

    private String html(Language language, TemplateValues values) {
        var escaped = placeholders(Escape.HTML, language, values);
        return escaped.piece("TITLE", escaped.fill(language.text("email.subject")))
                .piece("LEAD", escaped.fill(language.text("email.lead")))
                .piece("VALIDITY", escaped.fill(language.text("email.validity")))
                .piece("IGNORE", escaped.fill(language.text("email.ignore")))
                .piece("LANG", language.tag())
                .piece("DIR", language.direction())
                .fill(layout);
    }

    /** Our own names come last: a variable of the page cannot replace them. */
    private static Placeholders placeholders(
            Escape escape, Language language, TemplateValues values) {
        var placeholders = new Placeholders(escape);
        values.variables().forEach(placeholders::value);
        return placeholders
                .value("SENDER", values.sender())
                .value("HOST", values.host() == null ? "" : values.host())
                .piece("OTP", values.code().reveal())
                .piece("MINUTES", language.minutes(Math.max(1, values.minutes())));
    }

    private static String read(String file) {
        try (InputStream stream = DefaultTemplate.class.getResourceAsStream(file)) {
            return new String(
                    Objects.requireNonNull(stream, file).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
