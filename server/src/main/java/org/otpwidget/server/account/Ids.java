package org.otpwidget.server.account;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * Makes the ids of what accounts have, and of requests ({@code reqId}): 24 hex characters, opaque
 * to clients. The first eight are the time in seconds, so that lists by id are in the order of
 * creation, and inserts stay together in the index; the other 64 bits are random.
 */
public final class Ids {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Pattern ID = Pattern.compile("[0-9a-f]{24}");

    private Ids() {}

    /** A new id. */
    public static String next(Instant now) {
        return firstOf(now) + HexFormat.of().toHexDigits(RANDOM.nextLong());
    }

    /** What the ids of this second and all later ones do not sort before. */
    public static String firstOf(Instant time) {
        return HexFormat.of().toHexDigits((int) time.getEpochSecond());
    }

    /** Whether a text can be an id at all; others need no look-up. */
    public static boolean isId(String text) {
        return ID.matcher(text).matches();
    }
}
