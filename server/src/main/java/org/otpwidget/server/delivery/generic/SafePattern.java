package org.otpwidget.server.delivery.generic;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

import org.jspecify.annotations.Nullable;

/**
 * A regular expression that somebody typed, over a text that somebody else sent. It has RE2's
 * syntax, and takes time in proportion to its own size and the text's, which are both bounded.
 */
final class SafePattern {

    /** Steps of the compiled pattern; about one a character. */
    private static final int LARGEST = 600;

    private final Pattern pattern;

    /**
     * @throws PatternSyntaxException when it is none, or too large
     */
    SafePattern(String pattern) {
        // Inside of each other these take all memory before it is known how large they are.
        if (pattern.contains("){")) {
            throw new PatternSyntaxException(
                    "a group cannot be repeated a given number of times", pattern);
        }
        this.pattern = Pattern.compile(pattern);
        if (this.pattern.programSize() > LARGEST) {
            throw new PatternSyntaxException("it is too large", pattern);
        }
    }

    /** The pattern, or null for an absent one, which finds nothing. */
    static @Nullable SafePattern of(@Nullable String pattern) {
        return pattern == null || pattern.isEmpty() ? null : new SafePattern(pattern);
    }

    /** Whether it occurs in the text. */
    static boolean occurs(@Nullable SafePattern pattern, String text) {
        return pattern != null && pattern.pattern.matcher(text).find();
    }

    /** The first group of the first occurrence, or all of it without groups; null: none. */
    @Nullable String find(String text) {
        Matcher found = pattern.matcher(text);
        if (!found.find()) {
            return null;
        }
        return found.groupCount() > 0 ? found.group(1) : found.group();
    }
}
