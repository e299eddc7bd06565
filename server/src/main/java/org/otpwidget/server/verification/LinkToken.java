package org.otpwidget.server.verification;

import org.otpwidget.server.secret.SecretText;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The last part of a magic link's address: an id that its request is found by, and a secret. The
 * reqId is not in it, since whoever holds the reqId may fetch the access token.
 */
final class LinkToken {

    private static final int ID_BYTES = 8;
    private static final int BYTES = 24;
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{32}");
    private static final SecureRandom RANDOM = new SecureRandom();

    private final byte[] bytes;

    private LinkToken(byte[] bytes) {
        this.bytes = bytes;
    }

    static LinkToken random() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return new LinkToken(bytes);
    }

    /** Reads the last part of an {@link #address}; empty for anything else. */
    static Optional<LinkToken> parse(String text) {
        return FORM.matcher(text).matches()
                ? Optional.of(new LinkToken(Base64.getUrlDecoder().decode(text)))
                : Optional.empty();
    }

    byte[] id() {
        return Arrays.copyOf(bytes, ID_BYTES);
    }

    SecretText secret() {
        return SecretText.of(encoded(Arrays.copyOfRange(bytes, ID_BYTES, BYTES)));
    }

    /** The link's whole address, which is as secret as a code. */
    SecretText address(String issuer) {
        return SecretText.of(issuer + "/l/" + encoded(bytes));
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Shows nothing. */
    @Override
    public String toString() {
        return "LinkToken[hidden]";
    }
}
