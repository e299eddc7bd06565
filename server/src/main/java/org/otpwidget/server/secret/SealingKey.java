package org.otpwidget.server.secret;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;

import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * A key for XAES-256-GCM: AES-256-GCM whose nonce of 192 bits is long enough to be random for as
 * many messages as ever come, where 96 bits would have to be counted.
 *
 * @see <a href="https://c2sp.org/XAES-256-GCM">C2SP: XAES-256-GCM</a>
 */
final class SealingKey {

    /** Bytes that a box has more than what is in it: nonce and authentication tag. */
    static final int OVERHEAD = 24 + 16;

    private static final int NONCE_BYTES = 24;
    private static final int HALF_NONCE_BYTES = 12;
    private static final int BLOCK_BYTES = 16;
    private static final int TAG_BITS = 128;

    private static final SecureRandom RANDOM = new SecureRandom();

    private final SecretKeySpec key;

    /** The first subkey of CMAC (RFC 4493, 2.3), which the derivation is written in terms of. */
    private final byte[] subkey;

    /**
     * @param key 256 bits
     */
    SealingKey(byte[] key) {
        this.key = aesKey(key);
        this.subkey = doubled(encryptBlocks(new byte[BLOCK_BYTES]));
    }

    /** Encrypts under a fresh random nonce, which is put in front. */
    byte[] seal(byte[] content, byte[] associatedData) {
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        return seal(nonce, content, associatedData);
    }

    byte[] seal(byte[] nonce, byte[] content, byte[] associatedData) {
        try {
            byte[] box = Arrays.copyOf(nonce, OVERHEAD + content.length);
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, nonce, associatedData);
            cipher.doFinal(content, 0, content.length, box, NONCE_BYTES);
            return box;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Decrypts what was sealed with the same associated data.
     *
     * @throws GeneralSecurityException when anything differs by a bit
     */
    byte[] open(byte[] box, byte[] associatedData) throws GeneralSecurityException {
        return cipher(Cipher.DECRYPT_MODE, box, associatedData)
                .doFinal(box, NONCE_BYTES, box.length - NONCE_BYTES);
    }

    private Cipher cipher(int mode, byte[] nonce, byte[] associatedData)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(
                mode,
                aesKey(messageKey(nonce)),
                new GCMParameterSpec(TAG_BITS, nonce, HALF_NONCE_BYTES, HALF_NONCE_BYTES));
        cipher.updateAAD(associatedData);
        return cipher;
    }

    /** Derives the key of one message from the nonce's first half. */
    private byte[] messageKey(byte[] nonce) {
        byte[] blocks = new byte[2 * BLOCK_BYTES];
        for (int block = 0; block < 2; block++) {
            ByteBuffer.wrap(blocks, block * BLOCK_BYTES, BLOCK_BYTES)
                    .putShort((short) (block + 1))
                    .put((byte) 'X')
                    .put((byte) 0)
                    .put(nonce, 0, HALF_NONCE_BYTES);
        }
        for (int i = 0; i < blocks.length; i++) {
            blocks[i] ^= subkey[i % BLOCK_BYTES];
        }
        return encryptBlocks(blocks);
    }

    private byte[] encryptBlocks(byte[] blocks) {
        try {
            Cipher cipher = Cipher.getInstance("AES/ECB/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, key);
            return cipher.doFinal(blocks);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Doubles in GF(2^128). */
    private static byte[] doubled(byte[] block) {
        byte[] doubled = new byte[BLOCK_BYTES];
        int carry = 0;
        for (int i = BLOCK_BYTES - 1; i >= 0; i--) {
            int shifted = (block[i] & 0xff) << 1 | carry;
            doubled[i] = (byte) shifted;
            carry = shifted >> 8;
        }
        doubled[BLOCK_BYTES - 1] ^= (byte) (carry * 0x87);
        return doubled;
    }

    private static SecretKeySpec aesKey(byte[] key) {
        return new SecretKeySpec(key, "AES");
    }
}
