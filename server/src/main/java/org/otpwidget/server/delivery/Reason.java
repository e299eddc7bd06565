package org.otpwidget.server.delivery;

import java.util.regex.Pattern;

/**
 * A provider's words, fit to be kept and logged: providers like to repeat the address or the
 * message itself.
 */
final class Reason {

    private static final Pattern ADDRESS = Pattern.compile("[^\\s<>:,;\"'()]+@[^\\s<>:,;\"'()]+");
    private static final Pattern LONG_NUMBER =
            Pattern.compile("\\+\\d[\\d -]*\\d|\\d[\\d-]{2,}\\d");
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Z}\\p{C}]+");
    private static final int LONGEST = 200;

    private Reason() {}

    /** One line without addresses, numbers of four digits or more, and control characters. */
    static String of(String words) {
        String line = UNPRINTABLE.matcher(words).replaceAll(" ").strip();
        String masked =
                LONG_NUMBER.matcher(ADDRESS.matcher(line).replaceAll("[hidden]")).replaceAll("#");
        return masked.length() <= LONGEST ? masked : masked.substring(0, LONGEST - 1) + "…";
    }
}
