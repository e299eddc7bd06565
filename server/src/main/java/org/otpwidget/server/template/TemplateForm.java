package org.otpwidget.server.template;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.form.Form;
import org.otpwidget.server.form.MergePatch;
import org.otpwidget.server.problem.FieldError;
import org.otpwidget.server.problem.Problems;
import org.otpwidget.server.widget.Channel;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Reads what an administrator says of a template. */
public final class TemplateForm {

    private static final String FIXED_CHANNEL =
            "This cannot be changed: make another template instead.";

    private static final String FIXED_KIND =
            "A template carries a code or a link for good: make another template instead.";

    private static final int MOST_VARIANTS = 50;
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_SUBJECT = 200;
    private static final int LONGEST_TEXT = 1_600;
    private static final int LONGEST_MAIL = 10_000;
    private static final int LONGEST_HTML = 100_000;

    private TemplateForm() {}

    /**
     * The settings in a body, fit to be stored: whatever the linter calls an error is refused.
     *
     * @throws org.otpwidget.server.problem.Refused with all mistakes
     */
    public static TemplateSettings read(ObjectNode body) {
        var form = Form.of(body);
        var settings = read(form);
        form.check();
        settings.variants()
                .forEach(
                        (language, variant) ->
                                Linter.errors(settings.channel(), variant, settings.carriesLink())
                                        .forEach(
                                                finding ->
                                                        form.refuse(
                                                                "variants."
                                                                        + language
                                                                        + "."
                                                                        + finding.part(),
                                                                finding.message())));
        form.check();
        return settings;
    }

    /**
     * Settings changed by a merge patch; the channel stays, and so does what the template carries,
     * a code or a link, since widgets rely on both.
     *
     * @param current the settings as JSON
     * @throws org.otpwidget.server.problem.Refused with all mistakes
     */
    public static TemplateSettings change(JsonNode current, ObjectNode patch) {
        var changed = MergePatch.apply(current, patch);
        if (!changed.path("channel").equals(current.path("channel"))) {
            throw Problems.invalid(List.of(new FieldError("channel", FIXED_CHANNEL))).refused();
        }
        var settings = read(changed);
        if (settings.carriesLink() != isLink(current)) {
            throw Problems.invalid(List.of(new FieldError("variants", FIXED_KIND))).refused();
        }
        return settings;
    }

    private static boolean isLink(JsonNode template) {
        return template.path("variants").toString().contains("##LINK##");
    }

    /** The settings in a form; mistakes are left in it. */
    static TemplateSettings read(Form form) {
        var channel = channel(form);
        var variants = variants(form, channel);
        return new TemplateSettings(
                form.requiredText("name", LONGEST_NAME),
                channel,
                sender(form, channel),
                only(Channel.SMS, channel, form, "dltEntityId", "[0-9]{1,30}", "Send digits only."),
                only(
                        Channel.WHATSAPP,
                        channel,
                        form,
                        "whatsappName",
                        "[a-z0-9_]{1,512}|HX[0-9a-fA-F]{32}",
                        "Send the name as it was approved: small letters, digits and _. For Twilio"
                                + " send the content SID: HX and 32 hexadecimal digits."),
                defaultLanguage(form, variants),
                variants);
    }

    private static Channel channel(Form form) {
        if (!form.has("channel")) {
            form.refuse("channel", "This is required: sms, whatsapp, voice or email.");
        }
        return Objects.requireNonNullElse(form.word("channel", Channel.class), Channel.SMS);
    }

    private static @Nullable String sender(Form form, Channel channel) {
        String sender = form.text("sender", LONGEST_NAME);
        if (sender == null || channel == Channel.EMAIL) {
            return sender;
        }
        if (channel != Channel.SMS) {
            form.refuse("sender", "Leave this out: it is for sms and email.");
        } else if (!sender.matches("[A-Za-z0-9][A-Za-z0-9 ._-]{0,10}|\\+?[0-9]{3,15}")) {
            form.refuse("sender", "Send up to 11 letters and digits, or a number.");
        }
        return sender;
    }

    private static Map<String, TemplateVariant> variants(Form form, Channel channel) {
        var variants = new TreeMap<String, TemplateVariant>();
        var part = form.part("variants");
        if (part == null || part.names().isEmpty()) {
            form.refuse(
                    "variants",
                    "This is required: the text by language, for example {\"en\": {\"text\":"
                            + " \"##OTP## is your code.\"}}.");
            return variants;
        }
        if (part.names().size() > MOST_VARIANTS) {
            form.refuse("variants", "Send at most " + MOST_VARIANTS + " languages.");
            return variants;
        }
        for (String name : part.names()) {
            var variant = part.part(name);
            String tag = tag(name);
            if (tag == null) {
                part.refuse(name, "Name a language by its BCP 47 tag, for example en or pt-BR.");
            } else if (variant != null && variants.put(tag, variant(variant, channel)) != null) {
                part.refuse(name, "Send each language once.");
            }
        }
        return variants;
    }

    private static TemplateVariant variant(Form form, Channel channel) {
        boolean mail = channel == Channel.EMAIL;
        return new TemplateVariant(
                text(form, mail ? LONGEST_MAIL : LONGEST_TEXT),
                mail ? form.requiredText("subject", LONGEST_SUBJECT) : none(form, "subject"),
                mail ? form.lines("html", LONGEST_HTML) : none(form, "html"),
                only(
                        Channel.SMS,
                        channel,
                        form,
                        "dltTemplateId",
                        "[0-9]{1,30}",
                        "Send digits only."),
                only(
                        Channel.WHATSAPP,
                        channel,
                        form,
                        "whatsappLanguage",
                        "[a-z]{2,3}(_[A-Za-z]{2,4})?",
                        "Send the language as WhatsApp writes it, for example en or pt_BR."));
    }

    private static String text(Form form, int longest) {
        boolean there = form.has("text");
        String text = form.lines("text", longest);
        if (!there || (text != null && text.isEmpty())) {
            form.refuse("text", "This is required: the text with ##OTP## (or ##LINK##) in it.");
        }
        return text == null ? "" : lineFeeds(text);
    }

    /** The text with one kind of line break. */
    private static String lineFeeds(String text) {
        return text.replace("\r\n", "\n").replace('\r', '\n');
    }

    private static @Nullable String none(Form form, String field) {
        if (form.has(field)) {
            form.refuse(field, "Leave this out: it is for email.");
        }
        return null;
    }

    private static @Nullable String only(
            Channel channel, Channel actual, Form form, String field, String allowed, String help) {
        String text = form.text(field, 512);
        if (text == null) {
            return null;
        }
        if (channel != actual) {
            form.refuse(field, "Leave this out: it is for " + channel.word() + ".");
        } else if (!text.matches(allowed)) {
            form.refuse(field, help);
        }
        return text;
    }

    private static String defaultLanguage(Form form, Map<String, TemplateVariant> variants) {
        String text = form.text("defaultLanguage", 35);
        if (text == null) {
            return variants.isEmpty() || variants.containsKey("en")
                    ? "en"
                    : variants.keySet().iterator().next();
        }
        String tag = tag(text);
        if (tag == null || !variants.containsKey(tag)) {
            form.refuse("defaultLanguage", "Choose one of the languages in variants.");
            return "en";
        }
        return tag;
    }

    /** A language tag in its usual spelling, or null. */
    private static @Nullable String tag(String text) {
        if (text.length() > 35) {
            return null;
        }
        String tag = Locale.forLanguageTag(text.replace('_', '-')).toLanguageTag();
        return tag.equals("und") || !tag.equalsIgnoreCase(text.replace('_', '-')) ? null : tag;
    }
}
