package org.otpwidget.server.verification;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * The handle of a request, {@code reqId}: 24 hex characters, opaque to clients. Its first eight are
 * the time in seconds, which keeps inserts together in the index; the other 64 bits are random.
 */
public final class RequestId {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{24}");

    private RequestId() {}

    static String random(Instant now) {
        return HexFormat.of()
                .formatHex(
                        ByteBuffer.allocate(12)
                                .putInt((int) now.getEpochSecond())
                                .putLong(RANDOM.nextLong())
                                .array());
    }

    /** What the ids of this second and all later ones do not sort before. */
    static String firstOf(Instant time) {
        return HexFormat.of().toHexDigits((int) time.getEpochSecond());
    }

    /**
     * Whether the text could be a reqId; one that could not is answered with code 708 (contract
     * section 1).
     */
    public static boolean isWellFormed(String text) {
        return FORM.matcher(text).matches();
    }
}
