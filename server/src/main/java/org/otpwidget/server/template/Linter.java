package org.otpwidget.server.template;

import org.otpwidget.server.widget.Channel;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Looks over a template for what will not work, costs more, or lessens trust. */
final class Linter {

    private static final int SHOWN = 10;

    /** What a namespace of XML is called looks like a link, and is none. */
    private static final Pattern INSECURE =
            Pattern.compile("(?i)\\b(?:http|ftp)://(?!www\\.w3\\.org/)[^\\s\"'<>]+");

    private static final Pattern BARE = Pattern.compile("(?i)(?<![\\w./@-])www\\.[^\\s\"'<>]+");

    private Linter() {}

    /**
     * What forbids to store a template.
     *
     * @param link whether the template is for magic links: {@link TemplateSettings#carriesLink}
     */
    static List<Finding> errors(Channel channel, TemplateVariant variant, boolean link) {
        var findings = new ArrayList<Finding>();
        parts(channel, variant)
                .forEach(
                        (part, text) -> {
                            if (!part.equals("subject")) {
                                carrier(part, Placeholders.names(text), link, findings);
                            }
                        });
        if (link && channel == Channel.VOICE) {
            findings.add(
                    Finding.error(
                            "link_spoken",
                            "text",
                            "Take ##LINK## out: a call cannot carry a link."));
        }
        if (variant.html() != null && HtmlPlaces.areUnsafe(variant.html())) {
            findings.add(
                    Finding.error(
                            "unsafe_place",
                            "html",
                            "Put variables into text or into quoted attributes only, not into"
                                    + " scripts, styles, comments or tags."));
        }
        return findings;
    }

    private static void carrier(
            String part, Set<String> names, boolean link, List<Finding> findings) {
        if (link && !names.contains("LINK")) {
            findings.add(
                    Finding.error(
                            "missing_link", part, "Put ##LINK## where the magic link belongs."));
        }
        if (link && names.contains("OTP")) {
            findings.add(
                    Finding.error(
                            "otp_and_link",
                            part,
                            "Choose ##OTP## or ##LINK##: a message carries one of them."));
        }
        if (!link && !names.contains("OTP")) {
            findings.add(
                    Finding.error(
                            "missing_otp",
                            part,
                            "Put ##OTP## where the code belongs, or ##LINK## for a magic link."));
        }
    }

    /**
     * All that there is to say.
     *
     * @param known names of variables that get values
     * @param rendered the template, filled in
     * @param mostSegments segments that an SMS may take
     */
    static List<Finding> findings(
            Channel channel,
            TemplateVariant variant,
            Set<String> known,
            Content rendered,
            TemplateValues values,
            int mostSegments) {
        var findings = new ArrayList<>(errors(channel, variant, values.isLink()));
        parts(channel, variant).forEach((part, text) -> anywhere(part, text, known, findings));
        if (channel == Channel.SMS) {
            findings.addAll(ofSms(rendered, values, mostSegments));
        }
        return List.copyOf(findings);
    }

    private static void anywhere(
            String part, String text, Set<String> known, List<Finding> findings) {
        String unknown =
                Placeholders.names(text).stream()
                        .filter(name -> !known.contains(name))
                        .filter(name -> !Placeholders.SYSTEM.contains(name))
                        .map(name -> "##" + name + "##")
                        .collect(Collectors.joining(", "));
        if (!unknown.isEmpty()) {
            findings.add(
                    Finding.warning(
                            "unknown_variable",
                            part,
                            "Nothing fills "
                                    + unknown
                                    + ": correct the name, or give it a value or a default."));
        }
        String words = String.join(", ", MixedScripts.words(text));
        if (!words.isEmpty()) {
            findings.add(
                    Finding.warning(
                            "mixed_scripts",
                            part,
                            "Write each word in one script; letters that only look alike are in: "
                                    + words
                                    + "."));
        }
        if (INSECURE.matcher(text).find() || BARE.matcher(text).find()) {
            findings.add(Finding.warning("insecure_link", part, "Begin every link with https://."));
        }
    }

    /** What there is to say of an SMS as it is sent. */
    static List<Finding> ofSms(Content rendered, TemplateValues values, int mostSegments) {
        var findings = new ArrayList<Finding>();
        var segments = Segments.of(rendered.text());
        if (segments.count() > mostSegments) {
            findings.add(
                    Finding.warning(
                            "too_long",
                            "text",
                            "Shorten it to %d segments: it takes %d, and each is paid for."
                                    .formatted(mostSegments, segments.count())));
        }
        if (segments.encoding() == Segments.Encoding.UCS_2) {
            findings.add(
                    Finding.info(
                            "unicode",
                            "text",
                            "Only 70 characters fit one segment instead of 160, because of: "
                                    + foreign(rendered.text())
                                    + ". Replace them if the language allows it."));
        }
        if (values.isLink()) {
            return findings;
        }
        if (AppHash.isHash(values.boundTo())) {
            if (!AppHash.ends(rendered.text())) {
                findings.add(
                        Finding.warning(
                                "too_long_for_app",
                                "text",
                                "Shorten it: the app's hash was left out, since Android reads"
                                        + " messages of at most 140 bytes only."));
            }
        } else if (!OriginLine.isBound(rendered.text(), values.code())) {
            findings.add(
                    Finding.info(
                            "no_origin_line",
                            "text",
                            "Let the page's host be known, by listing its origin in the token, so"
                                + " that the last line can bind the code to it; browsers then fill"
                                + " it in there and nowhere else."));
        }
        return findings;
    }

    /** The characters that GSM-7 lacks, as they are and by number. */
    static String foreign(String text) {
        return text.codePoints()
                .filter(character -> Gsm7.septets(character) == 0)
                .distinct()
                .limit(SHOWN)
                .mapToObj(
                        character ->
                                "%s (U+%04X)".formatted(Character.toString(character), character))
                .collect(Collectors.joining(", "));
    }

    private static Map<String, String> parts(Channel channel, TemplateVariant variant) {
        var parts = new LinkedHashMap<String, String>();
        parts.put("text", variant.text());
        if (channel == Channel.EMAIL && variant.subject() != null) {
            parts.put("subject", variant.subject());
        }
        if (channel == Channel.EMAIL && variant.html() != null) {
            parts.put("html", variant.html());
        }
        return parts;
    }
}
