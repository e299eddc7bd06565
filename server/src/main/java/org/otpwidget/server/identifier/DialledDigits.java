package org.otpwidget.server.identifier;

import org.jspecify.annotations.Nullable;

/** The digits of a phone number out of the many ways to write one down. */
final class DialledDigits {

    private static final String SEPARATORS = ".()/\t\u2212\uFF0E\uFF08\uFF09\uFF0F";

    private DialledDigits() {}

    /**
     * ASCII digits, with a {@code +} before them if one was written; null when the text holds
     * anything that does not belong into a phone number. Digits of all scripts count.
     */
    static @Nullable String of(String text) {
        var digits = new StringBuilder();
        boolean plus = false;
        for (int character : text.codePoints().toArray()) {
            if (Character.isDigit(character)) {
                digits.append(Character.digit(character, 10));
            } else if (isPlus(character) && !plus && digits.isEmpty()) {
                plus = true;
            } else if (!isSeparator(character)) {
                return null;
            }
        }
        if (digits.isEmpty()) {
            return null;
        }
        return plus ? digits.insert(0, '+').toString() : digits.toString();
    }

    private static boolean isPlus(int character) {
        return character == '+' || character == '\uFF0B';
    }

    private static boolean isSeparator(int character) {
        return switch (Character.getType(character)) {
            case Character.SPACE_SEPARATOR, Character.DASH_PUNCTUATION, Character.FORMAT -> true;
            default -> SEPARATORS.indexOf(character) >= 0;
        };
    }
}
