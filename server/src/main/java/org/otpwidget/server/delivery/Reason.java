package org.otpwidget.server.delivery;

import java.util.regex.Pattern;

/**
 * A provider's words, fit to be kept and logged: providers like to repeat the address or the
 * message itself.
 */
final class Reason {

    private static final String WORD = "[^\\s<>:,;\"'()]+";

    /** A quoted local part, which may hold spaces and brackets (RFC 5321, 4.1.2 and 4.5.3.1.1). */
    private static final String QUOTED = "\"(?:[^\"\\\\]|\\\\.){1,64}\"";

    /** There servers repeat the recipient, also without its domain. */
    private static final Pattern IN_BRACKETS =
            Pattern.compile("<(?:%s(?:@%s)?|[^<>\\s]*)(?:>|$)".formatted(QUOTED, WORD));

    private static final Pattern ADDRESS =
            Pattern.compile("(?:%s|%s)@%s".formatted(QUOTED, WORD, WORD));
    private static final Pattern LONG_NUMBER =
            Pattern.compile("\\+\\d[\\d -]*\\d|\\d[\\d-]{2,}\\d");
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Z}\\p{C}]+");
    private static final int LONGEST = 200;

    /** Of longer words only the beginning is looked at. */
    private static final int LONGEST_READ = 1000;

    private Reason() {}

    /**
     * One line without addresses, whatever stands in angle brackets, numbers of four digits or
     * more, and control characters.
     */
    static String of(String words) {
        String read = words.substring(0, Math.min(words.length(), LONGEST_READ));
        String line = UNPRINTABLE.matcher(read).replaceAll(" ").strip();
        String nameless = IN_BRACKETS.matcher(line).replaceAll("<[hidden]>");
        String addressless = ADDRESS.matcher(nameless).replaceAll("[hidden]");
        String masked = LONG_NUMBER.matcher(addressless).replaceAll("#");
        return masked.length() <= LONGEST ? masked : masked.substring(0, LONGEST - 1) + "…";
    }
}
