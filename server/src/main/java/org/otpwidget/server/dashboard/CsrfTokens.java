package org.otpwidget.server.dashboard;

import org.otpwidget.server.secret.KeyedHash;
import org.otpwidget.server.secret.Purpose;
import org.otpwidget.server.secret.SecretText;
import org.otpwidget.server.secret.Secrets;
import org.springframework.stereotype.Component;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * Makes the token that forms of a session carry: a keyed hash of the session's own value, so that
 * nothing has to be stored, under a new mask on each page, so that compressing pages doesn't give
 * it away.
 *
 * @see <a href="https://www.breachattack.com/">BREACH</a>
 */
@Component
final class CsrfTokens {

    private static final byte[] LABEL = "csrf".getBytes(StandardCharsets.UTF_8);

    private final SecureRandom random = new SecureRandom();
    private final Secrets secrets;

    CsrfTokens(Secrets secrets) {
        this.secrets = secrets;
    }

    /** A token for a form of this session. */
    String issue(SecretText session) {
        byte[] hash = secrets.hash(Purpose.CREDENTIAL, LABEL, session.revealBytes()).bytes();
        byte[] masked = new byte[2 * KeyedHash.LENGTH];
        random.nextBytes(masked);
        for (int n = 0; n < hash.length; n++) {
            masked[hash.length + n] = (byte) (masked[n] ^ hash[n]);
        }
        return Base64.getUrlEncoder().withoutPadding().encodeToString(masked);
    }

    /** Whether a token is one of this session's. */
    boolean matches(SecretText session, String token) {
        byte[] masked = decoded(token);
        if (masked.length != 2 * KeyedHash.LENGTH) {
            return false;
        }
        byte[] hash = new byte[KeyedHash.LENGTH];
        for (int n = 0; n < hash.length; n++) {
            hash[n] = (byte) (masked[n] ^ masked[hash.length + n]);
        }
        return secrets.matches(
                KeyedHash.of(hash), Purpose.CREDENTIAL, LABEL, session.revealBytes());
    }

    private static byte[] decoded(String token) {
        try {
            return Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException _) {
            return new byte[0];
        }
    }
}
