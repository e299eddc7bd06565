package org.otpwidget.server.secret;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * A secret as people and protocols write it, such as a code, a token or a password. It shows itself
 * only to who asks by name: never in a log line, a message or a JSON document.
 */
public final class SecretText {

    private final String text;

    private SecretText(String text) {
        this.text = text;
    }

    /** Wraps a secret. */
    public static SecretText of(String text) {
        return new SecretText(text);
    }

    /** The secret itself. */
    public String reveal() {
        return text;
    }

    /** The secret itself, in UTF-8. */
    public byte[] revealBytes() {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Compares in a time that tells nothing about the content. */
    @Override
    public boolean equals(Object other) {
        return other instanceof SecretText that
                && MessageDigest.isEqual(revealBytes(), that.revealBytes());
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** Shows nothing. */
    @Override
    public String toString() {
        return "SecretText[hidden]";
    }
}
