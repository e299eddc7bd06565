package org.otpwidget.server.webhook;

import org.otpwidget.server.secret.SecretText;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A secret that events are signed with; it shows itself only to who asks by name. */
final class SigningSecret {

    private static final String PREFIX = "whsec_"; // lets secret scanners find one that leaked
    private static final String ALGORITHM = "HmacSHA256";
    private static final int LENGTH = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final byte[] bytes;

    private SigningSecret(byte[] bytes) {
        this.bytes = bytes;
    }

    /** A new one. */
    static SigningSecret random() {
        byte[] bytes = new byte[LENGTH];
        RANDOM.nextBytes(bytes);
        return new SigningSecret(bytes);
    }

    /** One that was kept. */
    static SigningSecret of(byte[] bytes) {
        return new SigningSecret(bytes.clone());
    }

    /** To be kept, sealed. */
    byte[] bytes() {
        return bytes.clone();
    }

    /** As the libraries of Standard Webhooks take it. */
    SecretText text() {
        return SecretText.of(PREFIX + Base64.getEncoder().encodeToString(bytes));
    }

    /**
     * One entry of the header {@code webhook-signature}.
     *
     * @param id of the event; without dots
     * @param seconds time of the attempt, since 1970
     */
    String sign(String id, long seconds, String body) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(bytes, ALGORITHM));
            String content = id + "." + seconds + "." + body;
            byte[] hash = mac.doFinal(content.getBytes(StandardCharsets.UTF_8));
            return "v1," + Base64.getEncoder().encodeToString(hash);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The JDK has " + ALGORITHM, e);
        }
    }

    @Override
    public String toString() {
        return "SigningSecret[hidden]";
    }
}
