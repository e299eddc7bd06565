package org.otpwidget.server.captcha;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/** Solves challenges as a browser does, from what the API documents. */
public final class Solver {

    private static final int SEED = 32;

    private Solver() {}

    /** A token for {@code captchaToken}. */
    public static String solve(String challenge, int puzzles, int difficulty) {
        return solve(challenge, puzzles, difficulty, 0);
    }

    /** Another solution of the same challenge: counters from here on. */
    static String solve(String challenge, int puzzles, int difficulty, int from) {
        byte[] bytes = Base64.getUrlDecoder().decode(challenge);
        byte[] seed = Arrays.copyOfRange(bytes, bytes.length - SEED, bytes.length);
        var token = ByteBuffer.allocate(bytes.length + puzzles * Integer.BYTES).put(bytes);
        for (int n = 0; n < puzzles; n++) {
            token.putInt(counter(seed, n, difficulty, from));
        }
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token.array());
    }

    private static int counter(byte[] seed, int n, int difficulty, int from) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            var input = ByteBuffer.allocate(SEED + 8).put(seed).putInt(n);
            int counter = from;
            while (true) {
                input.putInt(SEED + 4, counter);
                int first = ByteBuffer.wrap(digest.digest(input.array())).getInt();
                if (Integer.toUnsignedLong(first) < (1L << 32) / (double) difficulty) {
                    return counter;
                }
                counter++;
            }
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
