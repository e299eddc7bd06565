package org.otpwidget.server.delivery;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.secret.SecretText;
import org.otpwidget.server.template.Content;

import java.time.Duration;
import java.time.Instant;

/**
 * A message as a sender gets it. Its {@link #toString()} tells which one it is, not what is in it
 * or who gets it.
 *
 * @param id of the record; the same when it is sent again after a failure
 * @param requestId request that it belongs to
 * @param recipient canonical e-mail address, or mobile number as digits with country code
 * @param widgetName name that the visitor knows the sender by
 * @param callerId number that a call shall come from, digits with country code; null: the
 *     provider's own
 * @param content what it says
 * @param code the code that is in the content, or the whole address of the magic link
 * @param expiresAt end of the code's life
 */
public record Message(
        long id,
        String requestId,
        String recipient,
        String widgetName,
        @Nullable String callerId,
        Content content,
        SecretText code,
        Instant expiresAt) {

    /** A message that leaves the caller id to its provider. */
    public Message(
            long id,
            String requestId,
            String recipient,
            String widgetName,
            Content content,
            SecretText code,
            Instant expiresAt) {
        this(id, requestId, recipient, widgetName, null, content, code, expiresAt);
    }

    /** Whether it carries a magic link, in the place of the code. */
    public boolean isLink() {
        return code.reveal().contains("://");
    }

    /**
     * What a provider that keeps its customers from sending twice can tell a repetition by: the
     * same on every attempt and on every node, and different for a resend that was asked for.
     */
    public String reference() {
        return requestId + "-" + id;
    }

    /** For how many seconds it is of use: whoever holds it longer may drop it. At least 1. */
    public int secondsLeft(Instant now) {
        return Math.clamp(Duration.between(now, expiresAt).toSeconds(), 1, Integer.MAX_VALUE);
    }

    @Override
    public String toString() {
        return "Message[id=" + id + ", requestId=" + requestId + "]";
    }
}
