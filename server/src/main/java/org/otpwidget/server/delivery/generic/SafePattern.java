package org.otpwidget.server.delivery.generic;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A regular expression that somebody typed, over a text that somebody else sent. It gives up after
 * a number of steps, since some expressions take forever over the right text. Counted groups are
 * refused: nested, they take forever without looking at the text.
 */
final class SafePattern {

    private static final int STEPS = 200_000;

    private final Pattern pattern;

    /**
     * @throws PatternSyntaxException when it is none
     */
    SafePattern(String pattern) {
        int counted = pattern.indexOf("){");
        if (counted >= 0) {
            throw new PatternSyntaxException(
                    "A group cannot be repeated a given number of times", pattern, counted);
        }
        this.pattern = Pattern.compile(pattern);
    }

    /** The pattern, or null for an absent one, which finds nothing. */
    static @Nullable SafePattern of(@Nullable String pattern) {
        return pattern == null || pattern.isEmpty() ? null : new SafePattern(pattern);
    }

    /** Whether it occurs in the text; false as well when that takes too long to find out. */
    static boolean occurs(@Nullable SafePattern pattern, String text) {
        return pattern != null && pattern.matcher(text) != null;
    }

    /** The first group of the first occurrence, or all of it without groups; null: none. */
    @Nullable String find(String text) {
        Matcher found = matcher(text);
        return found == null ? null : found.groupCount() > 0 ? found.group(1) : found.group();
    }

    private @Nullable Matcher matcher(String text) {
        try {
            Matcher matcher = pattern.matcher(new Counted(text, new AtomicInteger()));
            return matcher.find() ? matcher : null;
        } catch (TooManyStepsException | StackOverflowError _) {
            return null;
        }
    }

    /** A text that counts how often it is looked at; parts of it count together. */
    private record Counted(CharSequence text, AtomicInteger steps) implements CharSequence {

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            if (steps.incrementAndGet() > STEPS) {
                throw new TooManyStepsException();
            }
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return new Counted(text.subSequence(start, end), steps);
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }

    private static final class TooManyStepsException extends RuntimeException {

        private static final long serialVersionUID = 1;

        TooManyStepsException() {
            super("too many steps", null, false, false);
        }
    }
}
