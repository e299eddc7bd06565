package org.otpwidget.server.secret;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.EnumMap;
import java.util.Map;

import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;

/**
 * The keys of all purposes under one master secret, derived by HKDF-SHA-256. The version is derived
 * too: it stays the same wherever the secret stands in the list, and whichever others are dropped.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5869">RFC 5869: HKDF</a>
 */
final class MasterKey {

    private static final byte[] SALT = "otp-widget".getBytes(StandardCharsets.US_ASCII);
    private static final int KEY_BYTES = 32;

    private final int version;
    private final Map<Purpose, HashingKey> hashing = new EnumMap<>(Purpose.class);
    private final Map<Purpose, SealingKey> sealing = new EnumMap<>(Purpose.class);

    MasterKey(SecretText secret) {
        byte[] input = secret.revealBytes();
        version = ByteBuffer.wrap(derive(input, SALT, "version", Integer.BYTES)).getInt();
        for (Purpose purpose : Purpose.values()) {
            String label = purpose.label();
            hashing.put(purpose, new HashingKey(derive(input, SALT, "hash " + label, KEY_BYTES)));
            sealing.put(purpose, new SealingKey(derive(input, SALT, "seal " + label, KEY_BYTES)));
        }
    }

    int version() {
        return version;
    }

    KeyedHash hash(Purpose purpose, byte[]... parts) {
        return KeyedHash.of(version, key(hashing, purpose).hash(parts));
    }

    SealingKey sealing(Purpose purpose) {
        return key(sealing, purpose);
    }

    static byte[] derive(byte[] secret, byte[] salt, String info, int bytes) {
        try {
            var parameters =
                    HKDFParameterSpec.ofExtract()
                            .addIKM(secret)
                            .addSalt(salt)
                            .thenExpand(info.getBytes(StandardCharsets.ISO_8859_1), bytes);
            return KDF.getInstance("HKDF-SHA256").deriveData(parameters);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static <K> K key(Map<Purpose, K> keys, Purpose purpose) {
        K key = keys.get(purpose);
        if (key == null) {
            throw new IllegalStateException("No key for " + purpose);
        }
        return key;
    }
}
