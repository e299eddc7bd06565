package org.otpwidget.server.template;

import org.jspecify.annotations.Nullable;

import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;

/**
 * Goes through HTML and tells for each placeholder where it stands, which decides how its value is
 * escaped, or that no escaping could make it safe.
 */
final class HtmlPlaces {

    private static final Set<String> ADDRESSES =
            Set.of("href", "src", "srcset", "action", "formaction", "background", "cite", "poster");

    private final String html;
    private int at;
    private boolean tag;
    private @Nullable String end;
    private char quote;
    private boolean equals;
    private boolean closing;
    private String tagName = "";
    private String attribute = "";
    private final StringBuilder word = new StringBuilder();

    private HtmlPlaces(String html) {
        this.html = html;
    }

    /** Fills the placeholders in; {@code raw} gives the values, which are escaped here. */
    static String fill(String html, Placeholders plain) {
        var places = new HtmlPlaces(html);
        return Placeholders.replace(
                html,
                found -> {
                    Escape escape = places.place(found);
                    if (escape == null) {
                        return "";
                    }
                    String name = found.group(1);
                    // Our own address is whole, and percent signs would break it.
                    return (name.equals("LINK") ? Escape.HTML : escape).apply(plain.valueOf(name));
                });
    }

    /** Whether a placeholder stands where nothing may: in a script, a style or an event handler. */
    static boolean areUnsafe(String html) {
        var places = new HtmlPlaces(html);
        boolean[] unsafe = {false};
        Placeholders.replace(
                html,
                found -> {
                    unsafe[0] |= places.place(found) == null;
                    return "";
                });
        return unsafe[0];
    }

    private @Nullable Escape place(MatchResult placeholder) {
        while (at < placeholder.start()) {
            advance(html.charAt(at));
            at++;
        }
        if (end != null || (tag && quote == 0)) {
            return null;
        }
        if (!tag) {
            boolean opening = at > 0 && html.charAt(at - 1) == '<';
            return opening ? null : Escape.HTML;
        }
        if (attribute.startsWith("on") || attribute.equals("style")) {
            return null;
        }
        return ADDRESSES.contains(attribute) || attribute.endsWith(":href")
                ? Escape.ADDRESS
                : Escape.HTML;
    }

    private void advance(char sign) {
        if (end != null) {
            if (html.regionMatches(true, at, end, 0, end.length())) {
                boolean comment = end.equals("-->");
                end = null;
                if (!comment) {
                    openTag();
                }
            }
        } else if (!tag) {
            text(sign);
        } else if (quote != 0) {
            quote = sign == quote ? 0 : quote;
        } else if (sign == '>') {
            closeTag();
        } else {
            insideTag(sign);
        }
    }

    private void text(char sign) {
        if (html.startsWith("<!--", at)) {
            end = "-->";
        } else if (sign == '<' && html.length() > at + 1 && opensTag(html.charAt(at + 1))) {
            openTag();
        }
    }

    private void openTag() {
        tag = true;
        equals = false;
        closing = html.charAt(at + 1) == '/';
        tagName = "";
        attribute = "";
        word.setLength(0);
    }

    private static boolean opensTag(char sign) {
        return Character.isLetter(sign) || sign == '/' || sign == '!' || sign == '?';
    }

    private void insideTag(char sign) {
        if ((sign == '"' || sign == '\'') && equals) {
            quote = sign;
            equals = false;
        } else if (sign == '=') {
            endWord();
            equals = true;
        } else if (Character.isWhitespace(sign) || sign == '/') {
            endWord();
        } else {
            equals = false;
            word.append(sign);
        }
    }

    private void endWord() {
        if (word.isEmpty()) {
            return;
        }
        String ended = word.toString().toLowerCase(Locale.ROOT);
        word.setLength(0);
        if (tagName.isEmpty()) {
            tagName = ended;
        } else {
            attribute = ended;
        }
    }

    private void closeTag() {
        endWord();
        tag = false;
        if (!closing && (tagName.equals("script") || tagName.equals("style"))) {
            end = "</" + tagName;
        }
    }
}
