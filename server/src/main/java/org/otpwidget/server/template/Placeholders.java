package org.otpwidget.server.template;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The placeholders of a template, {@code ##NAME##}, and what they stand for. The text is gone
 * through once, so that a value which looks like a placeholder stays what it is.
 */
final class Placeholders {

    private static final Pattern PLACEHOLDER = Pattern.compile("##([A-Za-z][A-Za-z0-9_]{0,63})##");

    /** Names that every template knows; all others are variables. */
    static final Set<String> SYSTEM = Set.of("OTP", "LINK", "SENDER", "MINUTES", "HOST");

    private final Escape escape;
    private final Map<String, String> values = new HashMap<>();

    /** Placeholders whose values are escaped in this way. */
    Placeholders(Escape escape) {
        this.escape = escape;
    }

    /** A value from outside. Names that are set later win. */
    Placeholders value(String name, String value) {
        values.put(name, escape.apply(value));
        return this;
    }

    /** A piece that is filled in and escaped already. */
    Placeholders piece(String name, String piece) {
        values.put(name, piece);
        return this;
    }

    /** What a name stands for; empty when it is unknown. */
    String valueOf(String name) {
        return values.getOrDefault(name, "");
    }

    /** The names in a text, in the order of their first appearance. */
    static Set<String> names(String template) {
        var names = new LinkedHashSet<String>();
        PLACEHOLDER.matcher(template).results().forEach(found -> names.add(found.group(1)));
        return names;
    }

    /** The text with each placeholder replaced; its group 1 is the name. */
    static String replace(String template, Function<MatchResult, String> value) {
        return PLACEHOLDER
                .matcher(template)
                .replaceAll(found -> Matcher.quoteReplacement(value.apply(found)));
    }

    /** The text with its placeholders filled in; unknown ones are left out. */
    String fill(String template) {
        return replace(template, found -> valueOf(found.group(1)));
    }
}
