package org.otpwidget.server.secret;

import java.nio.ByteBuffer;
import java.security.MessageDigest;

/**
 * HMAC-SHA-256 of a secret under the key of a purpose, with the key's version in front: what may be
 * stored where the secret may not.
 */
public final class KeyedHash {

    /** Length of {@link #bytes()}: 4 of the key's version, 32 of the hash. */
    public static final int LENGTH = Integer.BYTES + 32;

    private final byte[] bytes;

    private KeyedHash(byte[] bytes) {
        this.bytes = bytes;
    }

    static KeyedHash of(int version, byte[] hash) {
        return new KeyedHash(ByteBuffer.allocate(LENGTH).putInt(version).put(hash).array());
    }

    /**
     * Reads what {@link #bytes()} gave.
     *
     * @throws IllegalArgumentException when it has another length
     */
    public static KeyedHash of(byte[] bytes) {
        if (bytes.length != LENGTH) {
            throw new IllegalArgumentException("A keyed hash has " + LENGTH + " bytes");
        }
        return new KeyedHash(bytes.clone());
    }

    /** To be stored: the same secret under the same key always gives the same bytes. */
    public byte[] bytes() {
        return bytes.clone();
    }

    int version() {
        return ByteBuffer.wrap(bytes).getInt();
    }

    /** Compares in a time that tells nothing about the content. */
    @Override
    public boolean equals(Object other) {
        return other instanceof KeyedHash that && MessageDigest.isEqual(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return ByteBuffer.wrap(bytes, Integer.BYTES, Integer.BYTES).getInt();
    }

    /** Shows the key's version only. */
    @Override
    public String toString() {
        return "KeyedHash[version=%08x]".formatted(version());
    }
}
