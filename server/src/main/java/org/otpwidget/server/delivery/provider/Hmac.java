package org.otpwidget.server.delivery.provider;

import org.otpwidget.server.secret.SecretText;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Keyed hashes (RFC 2104), by which vendors sign what they send. */
public enum Hmac {
    SHA1("HmacSHA1"),
    SHA256("HmacSHA256");

    private final String algorithm;

    Hmac(String algorithm) {
        this.algorithm = algorithm;
    }

    /**
     * The hash of some bytes.
     *
     * @throws IllegalArgumentException when the key is empty: there is no signature without a key
     */
    public byte[] of(byte[] bytes, SecretText key) {
        try {
            var mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(key.revealBytes(), algorithm));
            return mac.doFinal(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The JDK has " + algorithm, e);
        }
    }

    /** The hash of a text in UTF-8. */
    public byte[] of(String text, SecretText key) {
        return of(text.getBytes(StandardCharsets.UTF_8), key);
    }

    /** Compares texts in a time that tells nothing about where they differ. */
    public static boolean isSame(String one, String other) {
        return MessageDigest.isEqual(
                one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}
