package org.otpwidget.server.identifier;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.identifier.Parsed.Accepted;
import org.otpwidget.server.identifier.Parsed.Rejected;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Reads the e-mail addresses that people have: a dot-atom before the {@code @} (letters of any
 * script), a domain name after it. Quoted parts, comments and address literals are legal in
 * messages, but nobody's sign-in.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5321#section-4.1.2">RFC 5321, 4.1.2</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6531#section-3.3">RFC 6531, 3.3</a>
 */
final class EmailParser {

    /** Octets; RFC 5321, 4.5.3.1.1. */
    private static final int LONGEST_LOCAL_PART = 64;

    /** Octets; RFC 5321, 4.5.3.1.3 allows 256 with the angle brackets. */
    private static final int LONGEST = 254;

    private static final String ATOM = "[\\p{L}\\p{M}\\p{Nd}!#$%&'*+/=?^_`{|}~-]+";

    private static final Pattern DOT_ATOM = Pattern.compile(ATOM + "(?:\\." + ATOM + ")*");

    private EmailParser() {}

    /** Reads an address; the text holds an {@code @} and nothing invisible at its ends. */
    static Parsed parse(String text) {
        int at = text.indexOf('@');
        if (text.indexOf('@', at + 1) >= 0) {
            return new Rejected("Enter one e-mail address, with a single @.");
        }
        String local = canonical(text.substring(0, at));
        if (octets(local) > LONGEST_LOCAL_PART || !DOT_ATOM.matcher(local).matches()) {
            return new Rejected("Check the part of the e-mail address before the @.");
        }
        @Nullable String domain = DomainName.toAscii(canonical(text.substring(at + 1)));
        if (domain == null) {
            return new Rejected("Check the part of the e-mail address after the @.");
        }
        String address = local + "@" + domain;
        return octets(address) > LONGEST
                ? new Rejected("This e-mail address is too long.")
                : new Accepted(new Email(address));
    }

    /** Lower case in normal form C; lower-casing can undo the form, so it is made last. */
    private static String canonical(String part) {
        String composed = Normalizer.normalize(part, Normalizer.Form.NFC);
        return Normalizer.normalize(composed.toLowerCase(Locale.ROOT), Normalizer.Form.NFC);
    }

    private static int octets(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
