package org.otpwidget.server.secret;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Something encrypted and authenticated, with the version of its key in front: what may be stored
 * of a secret that is needed again.
 */
public final class Sealed {

    private final byte[] bytes;

    private Sealed(byte[] bytes) {
        this.bytes = bytes;
    }

    static Sealed of(int version, byte[] box) {
        return new Sealed(
                ByteBuffer.allocate(Integer.BYTES + box.length).putInt(version).put(box).array());
    }

    /**
     * Reads what {@link #bytes()} gave.
     *
     * @throws IllegalArgumentException when it is too short to be one
     */
    public static Sealed of(byte[] bytes) {
        if (bytes.length < Integer.BYTES + SealingKey.OVERHEAD) {
            throw new IllegalArgumentException("Too short for something sealed");
        }
        return new Sealed(bytes.clone());
    }

    /** To be stored: 44 bytes more than what is in it, and different each time. */
    public byte[] bytes() {
        return bytes.clone();
    }

    int version() {
        return ByteBuffer.wrap(bytes).getInt();
    }

    byte[] box() {
        return Arrays.copyOfRange(bytes, Integer.BYTES, bytes.length);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Sealed that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** Shows the key's version only. */
    @Override
    public String toString() {
        return "Sealed[version=%08x]".formatted(version());
    }
}
