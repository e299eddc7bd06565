package org.otpwidget.server.identifier;

import org.jspecify.annotations.Nullable;

import java.net.IDN;
import java.util.regex.Pattern;

/**
 * Domain names in their ASCII form, as mail servers know them.
 *
 * <p>The JDK's conversion is that of IDNA 2003, which turns the four deviation characters ({@code
 * ß}, {@code ς} and two joiners) into those of another domain that may have another owner. Such
 * names are refused; their {@code xn--} form is accepted.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc1035#section-2.3.1">RFC 1035, 2.3.1</a>
 * @see <a href="https://www.unicode.org/reports/tr46/#Deviations">UTS 46, deviations</a>
 */
final class DomainName {

    private static final int LONGEST = 253;

    /** Dots of East Asian scripts count as dots (RFC 3490, 3.1). */
    private static final Pattern LETTERS_DIGITS_HYPHENS =
            Pattern.compile("[\\p{L}\\p{M}\\p{Nd}.\u3002\uFF0E\uFF61-]+");

    private static final Pattern DEVIATIONS = Pattern.compile("[\u00DF\u03C2\u200C\u200D]");

    private static final String LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";

    private static final String LAST_LABEL = "(?!\\d+$)[a-z0-9][a-z0-9-]{0,61}[a-z0-9]";

    /** At least two labels, the last one no number: {@code 127.0.0.1} is no name. */
    private static final Pattern NAME = Pattern.compile("(?:" + LABEL + "\\.)+" + LAST_LABEL);

    private DomainName() {}

    /** The ASCII form of a lower-case name; null when it is none. */
    static @Nullable String toAscii(String name) {
        if (!LETTERS_DIGITS_HYPHENS.matcher(name).matches() || DEVIATIONS.matcher(name).find()) {
            return null;
        }
        try {
            String ascii = IDN.toASCII(name, IDN.ALLOW_UNASSIGNED | IDN.USE_STD3_ASCII_RULES);
            boolean valid = ascii.length() <= LONGEST && NAME.matcher(ascii).matches();
            return valid ? ascii : null;
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            return null;
        }
    }
}
