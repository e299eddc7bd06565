package org.otpwidget.server.widget;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.form.Form;
import org.otpwidget.server.identifier.Countries;
import org.otpwidget.server.identifier.Identifiers;
import org.otpwidget.server.identifier.Parsed.Accepted;
import org.otpwidget.server.identifier.Parsed.Rejected;
import org.otpwidget.server.widget.WidgetSettings.AutoRetry;
import org.otpwidget.server.widget.WidgetSettings.DemoCredentials;
import org.otpwidget.server.widget.WidgetSettings.TemplateUse;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Reads those settings of a widget that have parts or a format of their own. */
final class WidgetParts {

    private static final String COUNTRY =
            "Name a country by its two letters (ISO 3166), for example IN.";

    private static final int LONGEST_ID = 100;
    private static final int LONGEST_EMAIL = 254;
    private static final int MOST_VARIABLES = 50;

    private WidgetParts() {}

    static Map<String, Channel> countryChannels(Form form) {
        var channels = new TreeMap<String, Channel>();
        var part = form.part("countryChannels");
        if (part == null) {
            return channels;
        }
        for (var name : part.names()) {
            var channel = part.word(name, Channel.class);
            String country = name.toUpperCase(Locale.ROOT);
            if (!Countries.isCountry(country)) {
                part.refuse(name, COUNTRY);
            } else if (channel != null) {
                channels.put(country, channel);
            }
        }
        return channels;
    }

    static @Nullable String country(Form form, String field) {
        String text = form.text(field, 2);
        if (text == null) {
            return null;
        }
        String country = text.toUpperCase(Locale.ROOT);
        if (!Countries.isCountry(country)) {
            form.refuse(field, COUNTRY);
        }
        return country;
    }

    static Map<Channel, TemplateUse> templates(Form form) {
        var templates = new EnumMap<Channel, TemplateUse>(Channel.class);
        var part = form.part("templates");
        if (part == null) {
            return templates;
        }
        for (var channel : Channel.values()) {
            var use = part.part(channel.word());
            if (use != null) {
                templates.put(
                        channel,
                        new TemplateUse(
                                use.requiredText("templateId", LONGEST_ID),
                                variables(use, "variables"),
                                variables(use, "defaults")));
            }
        }
        return templates;
    }

    private static Map<String, String> variables(Form use, String field) {
        var variables = new LinkedHashMap<String, String>();
        var part = use.part(field);
        if (part == null) {
            return variables;
        }
        if (part.names().size() > MOST_VARIABLES) {
            use.refuse(field, "Send at most " + MOST_VARIABLES + " variables.");
            return variables;
        }
        for (var name : part.names()) {
            if (!name.matches("[A-Za-z][A-Za-z0-9_]{0,63}")) {
                part.refuse(name, "Name variables with letters, digits and _, such as VAR1.");
            }
            variables.put(name, part.requiredText(name, LONGEST_ID));
        }
        return variables;
    }

    static @Nullable DemoCredentials demoCredentials(Form form) {
        var part = form.part("demoCredentials");
        if (part == null) {
            return null;
        }
        return new DemoCredentials(
                part.requiredText("name", 100),
                identifier(part, "mobile"),
                identifier(part, "email"),
                part.requiredText("otp", 9),
                part.time("expiresAt"));
    }

    static @Nullable AutoRetry autoRetry(Form form) {
        var part = form.part("autoRetry");
        if (part == null) {
            return null;
        }
        var channels = part.words("channels", Channel.class);
        if (channels == null || channels.isEmpty()) {
            part.refuse("channels", "Name the channels that follow each other, such as [\"sms\"].");
        }
        return new AutoRetry(
                part.requiredNumber("afterSeconds", 5, 3600),
                channels == null ? List.of() : List.copyOf(channels));
    }

    /** In the one spelling that a visitor's own will be compared with. */
    private static @Nullable String identifier(Form form, String field) {
        String text = form.text(field, LONGEST_EMAIL);
        if (text == null) {
            return null;
        }
        boolean mobile = field.equals("mobile");
        return switch (Identifiers.parse(text, mobile, !mobile)) {
            case Accepted(var identifier) -> identifier.value();
            case Rejected(var message) -> {
                form.refuse(field, message);
                yield null;
            }
        };
    }

    /** The hash of an Android app, as the SMS Retriever wants it. */
    static @Nullable String appHash(Form form, String field) {
        String text = form.text(field, LONGEST_ID);
        if (text != null && !text.matches("[A-Za-z0-9+/]{11}")) {
            form.refuse(field, "Send the app's hash of 11 letters, digits, + or /.");
        }
        return text;
    }

    /** A number as digits with country code; {@code +}, spaces and dashes may be in it. */
    static @Nullable String mobile(Form form, String field) {
        String text = form.text(field, 30);
        if (text == null) {
            return null;
        }
        String digits = text.replaceAll("[ +()-]", "");
        if (!digits.matches("[1-9][0-9]{5,14}")) {
            form.refuse(field, "Send a number with country code, for example 919999999999.");
        }
        return digits;
    }
}
