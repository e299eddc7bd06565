package org.otpwidget.server.captcha;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.secret.KeyedHash;
import org.otpwidget.server.secret.Purpose;
import org.otpwidget.server.secret.Secrets;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;

/**
 * Makes challenges and checks what is said to solve them. A challenge is signed and knows its
 * widget and its end, so that nothing is stored until it is solved.
 */
final class Challenges {

    /** Puzzles of one challenge. */
    static final int PUZZLES = 16;

    private static final byte VERSION = 1;
    private static final int NONCE = 12;
    private static final int HEAD = 1 + Integer.BYTES + 1 + Integer.BYTES + NONCE;
    private static final int SEED = 32;
    private static final int SIGNED = HEAD + KeyedHash.LENGTH;
    private static final int LONGEST = SIGNED + PUZZLES * Integer.BYTES;
    private static final int LONGEST_TEXT = Math.ceilDiv(LONGEST * 4, 3);
    private static final long RANGE = 1L << Integer.SIZE;

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Secrets secrets;
    private final Duration lifetime;

    Challenges(Secrets secrets, Duration lifetime) {
        this.secrets = secrets;
        this.lifetime = lifetime;
    }

    Duration lifetime() {
        return lifetime;
    }

    Challenge make(String widgetId, int difficulty, Instant now) {
        byte[] nonce = new byte[NONCE];
        RANDOM.nextBytes(nonce);
        byte[] head =
                ByteBuffer.allocate(HEAD)
                        .put(VERSION)
                        .putInt((int) now.plus(lifetime).getEpochSecond())
                        .put((byte) PUZZLES)
                        .putInt(difficulty)
                        .put(nonce)
                        .array();
        byte[] signed =
                ByteBuffer.allocate(SIGNED)
                        .put(head)
                        .put(secrets.hash(Purpose.CAPTCHA, bytes(widgetId), head).bytes())
                        .array();
        String text = Base64.getUrlEncoder().withoutPadding().encodeToString(signed);
        return new Challenge(text, PUZZLES, difficulty, lifetime);
    }

    /** Whether a token solves a challenge of this widget that is not over. */
    boolean isSolved(String widgetId, String token, Instant now) {
        ByteBuffer solution = decode(token);
        if (solution == null) {
            return false;
        }
        byte[] head = new byte[HEAD];
        byte[] signature = new byte[KeyedHash.LENGTH];
        solution.get(head).get(signature);
        var hash = KeyedHash.of(signature);
        if (!secrets.matches(hash, Purpose.CAPTCHA, bytes(widgetId), head)) {
            return false;
        }
        var fields = ByteBuffer.wrap(head);
        boolean known = fields.get() == VERSION;
        var expiresAt = Instant.ofEpochSecond(Integer.toUnsignedLong(fields.getInt()));
        int puzzles = fields.get();
        int difficulty = fields.getInt();
        byte[] seed = Arrays.copyOfRange(signature, KeyedHash.LENGTH - SEED, KeyedHash.LENGTH);
        return known && now.isBefore(expiresAt) && solves(solution, seed, puzzles, difficulty);
    }

    /** What a token's challenge is told from others by; empty for what is none. */
    static byte[] id(String token) {
        ByteBuffer solution = decode(token);
        byte[] head = new byte[solution == null ? 0 : HEAD];
        if (solution != null) {
            solution.get(head);
        }
        return head;
    }

    private static boolean solves(ByteBuffer counters, byte[] seed, int puzzles, int difficulty) {
        if (counters.remaining() != puzzles * Integer.BYTES) {
            return false;
        }
        MessageDigest digest = sha256();
        var input = ByteBuffer.allocate(SEED + 2 * Integer.BYTES).put(seed);
        for (int n = 0; n < puzzles; n++) {
            input.putInt(SEED, n).putInt(SEED + Integer.BYTES, counters.getInt());
            long first =
                    Integer.toUnsignedLong(ByteBuffer.wrap(digest.digest(input.array())).getInt());
            if (first * difficulty >= RANGE) {
                return false;
            }
        }
        return true;
    }

    private static @Nullable ByteBuffer decode(String token) {
        if (token.length() > LONGEST_TEXT) {
            return null;
        }
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(token);
            return bytes.length < SIGNED ? null : ByteBuffer.wrap(bytes);
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
