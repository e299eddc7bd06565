package org.otpwidget.server.template;

/** What a variable may be filled with. */
public final class VariableValue {

    /**
     * Characters at most. A page's value costs its owner a message, and reaches a stranger in the
     * owner's name: there is room for a name or an order number, not for a letter.
     */
    public static final int LONGEST = 100;

    private VariableValue() {}

    /** Whether nothing of a value would be left in a message. */
    public static boolean isBlank(String value) {
        return Escape.LINE.apply(value).isEmpty();
    }

    /** Whether a value is longer than {@link #LONGEST}. */
    static boolean isTooLong(String value) {
        return value.codePointCount(0, value.length()) > LONGEST;
    }

    /** The value, or its beginning. */
    static String shorten(String value) {
        return isTooLong(value) ? value.substring(0, value.offsetByCodePoints(0, LONGEST)) : value;
    }
}
