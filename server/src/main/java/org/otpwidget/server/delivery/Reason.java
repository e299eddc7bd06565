package org.otpwidget.server.delivery;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.secret.SecretText;

import java.util.regex.MatchResult;
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

    /** The number of an error, as providers write it; no part of a longer number. */
    private static final String ERROR = "(?<=\\berror )(\\d{4,6}+)(?![ -]?\\d)";

    private static final Pattern LONG_NUMBER =
            Pattern.compile(ERROR + "|\\+\\d[\\d -]*\\d|\\d[\\d-]{2,}\\d");
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Z}\\p{C}]+");
    private static final int LONGEST = 200;

    /** Of longer words only the beginning is looked at. */
    private static final int LONGEST_READ = 1000;

    private Reason() {}

    /**
     * One line without addresses, whatever stands in angle brackets, control characters, and
     * numbers of four digits or more, but with the number of an error: up to six digits after
     * {@code error}.
     */
    static String of(String words) {
        return of(words, (String) null);
    }

    /**
     * The same where the message is known.
     *
     * @param code never kept, not even as the number of an error
     */
    static String of(String words, SecretText code) {
        return of(words, code.reveal());
    }

    private static String of(String words, @Nullable String code) {
        String read = words.substring(0, Math.min(words.length(), LONGEST_READ));
        String line = UNPRINTABLE.matcher(read).replaceAll(" ").strip();
        if (code != null && code.contains("://")) {
            // A magic link: its last part is the secret, however a provider writes the rest.
            line = line.replace(code.substring(code.lastIndexOf('/') + 1), "[hidden]");
        }
        String nameless = IN_BRACKETS.matcher(line).replaceAll("<[hidden]>");
        String addressless = ADDRESS.matcher(nameless).replaceAll("[hidden]");
        String masked = LONG_NUMBER.matcher(addressless).replaceAll(found -> mask(found, code));
        return masked.length() <= LONGEST ? masked : masked.substring(0, LONGEST - 1) + "…";
    }

    private static String mask(MatchResult number, @Nullable String code) {
        String error = number.group(1);
        return error == null || (code != null && error.contains(code)) ? "#" : error;
    }
}
