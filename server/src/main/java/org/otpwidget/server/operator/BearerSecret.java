package org.otpwidget.server.operator;

import org.otpwidget.server.secret.KeyedHash;
import org.otpwidget.server.secret.Purpose;
import org.otpwidget.server.secret.SecretText;
import org.otpwidget.server.secret.Secrets;
import org.springframework.stereotype.Component;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Makes the random values that let in whoever brings them: sessions and one-time links. Each kind
 * hashes differently, so that a link is never taken for a session.
 */
@Component
final class BearerSecret {

    /** What a value lets in to. */
    enum Kind {
        SESSION,
        INVITATION,
        RESET
    }

    private static final int RANDOM_BYTES = 32;
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{43}");

    private final SecureRandom random = new SecureRandom();
    private final Secrets secrets;

    BearerSecret(Secrets secrets) {
        this.secrets = secrets;
    }

    /** A new value: 256 random bits in base64url. */
    SecretText next() {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        return SecretText.of(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** Whether a text can be such a value at all; others need no look-up. */
    static boolean isUsable(SecretText value) {
        return FORM.matcher(value.reveal()).matches();
    }

    /** The hash to store. */
    ByteBuffer hash(Kind kind, SecretText value) {
        return ByteBuffer.wrap(
                secrets.hash(Purpose.CREDENTIAL, bytes(kind), value.revealBytes()).bytes());
    }

    /** The hashes that a stored value may have: one for each configured master secret. */
    List<ByteBuffer> hashes(Kind kind, SecretText value) {
        return secrets.hashes(Purpose.CREDENTIAL, bytes(kind), value.revealBytes()).stream()
                .map(KeyedHash::bytes)
                .map(ByteBuffer::wrap)
                .toList();
    }

    private static byte[] bytes(Kind kind) {
        return kind.name().getBytes(StandardCharsets.UTF_8);
    }
}
