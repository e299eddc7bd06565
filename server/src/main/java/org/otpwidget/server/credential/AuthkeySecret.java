package org.otpwidget.server.credential;

import org.otpwidget.server.secret.KeyedHash;
import org.otpwidget.server.secret.Purpose;
import org.otpwidget.server.secret.Secrets;
import org.springframework.stereotype.Component;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Makes the secret values of authkeys and hashes them for storage. A keyed hash without salt or
 * stretching is enough for 256 random bits, and can be looked up by an index.
 */
@Component
final class AuthkeySecret {

    private static final String PREFIX = "ak_"; // lets secret scanners find a key that leaked
    private static final int RANDOM_BYTES = 32;
    private static final int HINT_LENGTH = 7;

    /** What any key may look like, those that were chosen by an operator included. */
    private static final Pattern USABLE = Pattern.compile("[!-~]{8,200}");

    private final SecureRandom random = new SecureRandom();
    private final Secrets secrets;

    AuthkeySecret(Secrets secrets) {
        this.secrets = secrets;
    }

    /** A new key. */
    String next() {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Whether a text can be a key at all; others need no look-up. */
    static boolean isUsable(String key) {
        return USABLE.matcher(key).matches();
    }

    /** The characters of a key that may be shown. */
    static String hint(String key) {
        return key.substring(0, HINT_LENGTH);
    }

    /** The hash to store. */
    ByteBuffer hash(String key) {
        return ByteBuffer.wrap(secrets.hash(Purpose.CREDENTIAL, bytes(key)).bytes());
    }

    /** The hashes that a stored key may have: one for each master secret that is configured. */
    List<ByteBuffer> hashes(String key) {
        return secrets.hashes(Purpose.CREDENTIAL, bytes(key)).stream()
                .map(KeyedHash::bytes)
                .map(ByteBuffer::wrap)
                .toList();
    }

    /** Stands for the key in memory, so that a heap dump holds no keys. */
    String cacheKey(String key) {
        return HexFormat.of().formatHex(hash(key).array());
    }

    private static byte[] bytes(String key) {
        return key.getBytes(StandardCharsets.UTF_8);
    }
}
