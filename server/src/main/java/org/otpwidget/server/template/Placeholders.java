package org.otpwidget.server.template;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The placeholders of a template, {@code ##NAME##}, and what they stand for. The text is gone
 * through once, so that a value which looks like a placeholder stays what it is.
 */
final class Placeholders {

    private static final Pattern PLACEHOLDER = Pattern.compile("##([A-Za-z][A-Za-z0-9_]{0,63})##");

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

    /** The text with its placeholders filled in; unknown ones are left out. */
    String fill(String template) {
        return PLACEHOLDER
                .matcher(template)
                .replaceAll(
                        found -> Matcher.quoteReplacement(values.getOrDefault(found.group(1), "")));
    }
}
