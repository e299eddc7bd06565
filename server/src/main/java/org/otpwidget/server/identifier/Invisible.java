package org.otpwidget.server.identifier;

/**
 * Characters that copying drags along unseen: blanks, and the direction marks that address books
 * put around phone numbers.
 */
final class Invisible {

    private Invisible() {}

    static boolean is(int character) {
        return Character.isWhitespace(character)
                || Character.isSpaceChar(character)
                || Character.getType(character) == Character.FORMAT;
    }

    /** The text without invisible characters at its ends. */
    static String strip(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && is(text.codePointAt(start))) {
            start += Character.charCount(text.codePointAt(start));
        }
        while (end > start && is(text.codePointBefore(end))) {
            end -= Character.charCount(text.codePointBefore(end));
        }
        return text.substring(start, end);
    }
}
