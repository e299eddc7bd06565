package org.otpwidget.server.account;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * Makes the ids of tokens, authkeys and widgets: 24 hex characters, opaque to clients. They begin
 * with the time, so that lists by id are in the order of creation.
 */
public final class Ids {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Pattern ID = Pattern.compile("[0-9a-f]{24}");

    private Ids() {}

    /** A new id. */
    public static String next(Instant now) {
        var hex = HexFormat.of();
        return hex.toHexDigits((int) now.getEpochSecond()) + hex.toHexDigits(RANDOM.nextLong());
    }

    /** Whether a text can be an id at all; others need no look-up. */
    public static boolean isId(String text) {
        return ID.matcher(text).matches();
    }
}
