package org.otpwidget.server.secret;

import java.security.GeneralSecurityException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Hashes and seals under keys derived from the master secret. New values are made under the current
 * one; those of former ones still match and open while these are configured. Safe for use by many
 * threads.
 */
public final class Secrets {

    private final MasterKey current;

    /** By version, the current one first. */
    private final Map<Integer, MasterKey> keys = new LinkedHashMap<>();

    /**
     * @param current what new values are made under
     * @param previous former secrets, in any order
     */
    public Secrets(SecretText current, List<SecretText> previous) {
        this.current = new MasterKey(current);
        keys.put(this.current.version(), this.current);
        for (SecretText secret : previous) {
            var key = new MasterKey(secret);
            keys.putIfAbsent(key.version(), key);
        }
    }

    /**
     * Hashes a secret under the current key, bound to whatever else is given.
     *
     * @param parts for example the request's id and the code; ("a", "bc") and ("ab", "c") differ
     */
    public KeyedHash hash(Purpose purpose, byte[]... parts) {
        return current.hash(purpose, parts);
    }

    /** The hashes under all keys, the current one first: to find what was stored under any. */
    public List<KeyedHash> hashes(Purpose purpose, byte[]... parts) {
        return keys.values().stream().map(key -> key.hash(purpose, parts)).toList();
    }

    /**
     * Whether the stored hash is that of the parts, compared in constant time; false as well when
     * it was made under a secret that is no longer configured.
     */
    public boolean matches(KeyedHash stored, Purpose purpose, byte[]... parts) {
        MasterKey key = keys.get(stored.version());
        return key != null && key.hash(purpose, parts).equals(stored);
    }

    /**
     * Encrypts and authenticates under the current key.
     *
     * @param associatedData where the content belongs, such as the row's id: it opens only with the
     *     same
     */
    public Sealed seal(Purpose purpose, byte[] content, byte[] associatedData) {
        return Sealed.of(current.version(), current.sealing(purpose).seal(content, associatedData));
    }

    /**
     * Decrypts what was sealed for the same purpose with the same associated data.
     *
     * @throws SealBrokenException when anything differs by a bit, or the secret that it was sealed
     *     under is not configured
     */
    public byte[] open(Purpose purpose, Sealed sealed, byte[] associatedData) {
        MasterKey key = keys.get(sealed.version());
        if (key == null) {
            throw new SealBrokenException(
                    "Sealed under a secret that is neither OTP_SECRET nor in OTP_PREVIOUS_SECRETS",
                    null);
        }
        try {
            return key.sealing(purpose).open(sealed.box(), associatedData);
        } catch (GeneralSecurityException e) {
            throw new SealBrokenException("Not what was sealed for " + purpose, e);
        }
    }
}
