package org.otpwidget.server.secret;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A key for HMAC-SHA-256, ready to be used by many threads. */
final class HashingKey {

    private static final String ALGORITHM = "HmacSHA256";

    /** Cloned for each use, which is cheaper than to look an algorithm up and safe in parallel. */
    private final Mac prepared;

    HashingKey(byte[] key) {
        try {
            prepared = Mac.getInstance(ALGORITHM);
            prepared.init(new SecretKeySpec(key, ALGORITHM));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Hashes the parts, each with its length in front, so that no other split of the same bytes
     * gives the same hash.
     */
    byte[] hash(byte[]... parts) {
        Mac mac = mac();
        for (byte[] part : parts) {
            mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, part.length));
            mac.update(part);
        }
        return mac.doFinal();
    }

    private Mac mac() {
        try {
            return (Mac) prepared.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(e);
        }
    }
}
