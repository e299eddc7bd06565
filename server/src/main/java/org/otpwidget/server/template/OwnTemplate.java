package org.otpwidget.server.template;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Renders the templates that accounts have made. */
final class OwnTemplate {

    private final Languages languages;

    OwnTemplate(Languages languages) {
        this.languages = languages;
    }

    /** Renders a template in the nearest of its languages; values have its own names. */
    Content render(TemplateSettings template, @Nullable String lang, TemplateValues values) {
        String language = template.nearest(lang);
        var variant = template.variant(language);
        return switch (template.channel()) {
            case SMS -> sms(template, language, variant, values);
            case WHATSAPP -> whatsapp(template, language, variant, values);
            case VOICE -> voice(language, variant, values);
            case EMAIL -> email(template, language, variant, values);
        };
    }

    private static Content sms(
            TemplateSettings template,
            String language,
            TemplateVariant variant,
            TemplateValues values) {
        String text = placeholders(Escape.LINE, values).fill(variant.text());
        return new Content(
                language,
                null,
                LastLine.append(text, values),
                null,
                template.sender(),
                variant.dltTemplateId() == null
                        ? null
                        : new Dlt(template.dltEntityId(), variant.dltTemplateId()),
                null);
    }

    private static Content whatsapp(
            TemplateSettings template,
            String language,
            TemplateVariant variant,
            TemplateValues values) {
        var placeholders = placeholders(Escape.WHATSAPP, values);
        return new Content(
                language,
                null,
                placeholders.fill(variant.text()),
                null,
                null,
                null,
                template.whatsappName() == null
                        ? null
                        : new WhatsAppTemplate(
                                template.whatsappName(),
                                variant.whatsappLanguage() == null
                                        ? language.replace('-', '_')
                                        : variant.whatsappLanguage(),
                                parameters(variant, placeholders, values)));
    }

    private static List<String> parameters(
            TemplateVariant variant, Placeholders placeholders, TemplateValues values) {
        var parameters = new ArrayList<String>();
        parameters.add(values.code().reveal());
        for (String name : variant.names()) {
            if (!name.equals("OTP") && !name.equals("LINK")) {
                parameters.add(placeholders.valueOf(name));
            }
        }
        return List.copyOf(parameters);
    }

    private Content voice(String language, TemplateVariant variant, TemplateValues values) {
        var spoken = languages.find(language);
        String digits =
                spoken == null ? String.join(", ", figures(values)) : spoken.spell(values.code());
        String text = placeholders(Escape.LINE, values).piece("OTP", digits).fill(variant.text());
        return new Content(language, null, text, null);
    }

    /** One by one: together they would be read as one number. */
    private static List<String> figures(TemplateValues values) {
        return List.of(values.code().reveal().split("", 0));
    }

    private static Content email(
            TemplateSettings template,
            String language,
            TemplateVariant variant,
            TemplateValues values) {
        var plain = placeholders(Escape.LINE, values);
        String subject = variant.subject() == null ? "" : plain.fill(variant.subject());
        String text = plain.fill(variant.text());
        String html =
                variant.html() == null
                        ? page(language, subject, text, values.link())
                        : HtmlPlaces.fill(variant.html(), plain);
        return new Content(language, subject, text, html, template.sender(), null, null);
    }

    /** The text as HTML: an empty line ends a paragraph, and a magic link can be followed. */
    private static String page(String language, String subject, String text, String link) {
        String paragraphs =
                text.strip()
                        .lines()
                        .map(line -> line.isBlank() ? "</p>\n<p>" : Escape.HTML.apply(line))
                        .collect(Collectors.joining("<br>\n"))
                        .replace("<br>\n</p>", "</p>")
                        .replace("<p><br>", "<p>");
        if (!link.isEmpty()) {
            String address = Escape.HTML.apply(link);
            paragraphs =
                    paragraphs.replace(address, "<a href=\"" + address + "\">" + address + "</a>");
        }
        return """
        <!doctype html>
        <html lang="%s" dir="auto">
        <head><meta charset="utf-8"><title>%s</title></head>
        <body>
        <p>%s</p>
        </body>
        </html>
        """
                .formatted(Escape.HTML.apply(language), Escape.HTML.apply(subject), paragraphs);
    }

    /** Our own names come last: a variable cannot replace them. */
    private static Placeholders placeholders(Escape escape, TemplateValues values) {
        var placeholders = new Placeholders(escape);
        values.variables().forEach(placeholders::value);
        String host = values.host();
        return placeholders
                .value("SENDER", values.sender())
                .value("HOST", host == null ? "" : host.toLowerCase(Locale.ROOT))
                .piece("OTP", values.otp())
                .piece("LINK", values.link())
                .piece("MINUTES", Long.toString(Math.max(1, values.minutes())));
    }
}
