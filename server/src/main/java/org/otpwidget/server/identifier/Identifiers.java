package org.otpwidget.server.identifier;

import org.otpwidget.server.identifier.Parsed.Rejected;

/**
 * Turns what people type, paste or let their browser fill in into {@link Identifier identifiers}.
 *
 * <p>Canonical values parse to themselves, so that stored ones need no second way in.
 */
public final class Identifiers {

    /** An address has at most 254 characters; the rest is room for blanks around it. */
    private static final int LONGEST = 512;

    private static final String MOBILE =
            "Enter a mobile number with country code, for example 919999999999";

    private Identifiers() {}

    /**
     * Reads an e-mail address or a mobile number.
     *
     * @param acceptMobile whether the widget's contact point takes mobile numbers
     * @param acceptEmail whether it takes e-mail addresses; at least one of both
     */
    public static Parsed parse(String raw, boolean acceptMobile, boolean acceptEmail) {
        String expected = expected(acceptMobile, acceptEmail);
        if (raw.length() > LONGEST) {
            return new Rejected(expected);
        }
        String text = Invisible.strip(raw);
        if (text.indexOf('@') >= 0) {
            return acceptEmail ? EmailParser.parse(text) : new Rejected(expected);
        }
        String number = acceptMobile ? DialledDigits.of(text) : null;
        return number == null ? new Rejected(expected) : MobileParser.parse(number);
    }

    /**
     * Whether a canonical identifier is the number of a fixed line, which takes calls only. Where a
     * country's numbers don't tell, it is not.
     */
    public static boolean isFixedLine(String canonical) {
        return canonical.indexOf('@') < 0 && MobileParser.isFixedLine(canonical);
    }

    private static String expected(boolean acceptMobile, boolean acceptEmail) {
        if (acceptMobile && acceptEmail) {
            return MOBILE + ", or an e-mail address.";
        }
        if (acceptMobile) {
            return MOBILE + ".";
        }
        if (acceptEmail) {
            return "Enter an e-mail address.";
        }
        throw new IllegalArgumentException("a contact point takes at least one kind");
    }
}
