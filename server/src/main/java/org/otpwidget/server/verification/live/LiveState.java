package org.otpwidget.server.verification.live;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/**
 * What a page may know of its request. It holds neither the code nor whom it was sent to.
 *
 * @param expiresAt when the code or link dies
 * @param messages in the order in which they were asked for
 * @param openedByScanner whether the link was opened, but by programs only so far
 * @param redirected whether the link was confirmed in the browser that asked for it, which went on
 *     to the redirect URL with the access token: the page that waits leaves it to that one
 * @param nextChannel code of the channel that a resend may help over; null: none
 * @param hint why nothing may have come yet; null: no reason is known
 */
public record LiveState(
        Status status,
        Instant expiresAt,
        List<LiveMessage> messages,
        boolean openedByScanner,
        boolean redirected,
        @Nullable String nextChannel,
        @Nullable Hint hint) {

    /** How far a request is. */
    public enum Status {
        @JsonProperty("pending")
        PENDING,
        /** The code was typed. */
        @JsonProperty("verified")
        VERIFIED,
        /** The link was confirmed: {@code isOneTapAuthenticated} has the access token. */
        @JsonProperty("confirmed")
        CONFIRMED,
        @JsonProperty("voided")
        VOIDED,
        @JsonProperty("expired")
        EXPIRED
    }

    /** Why nothing may have come. */
    public enum Hint {
        /** The number is a fixed line's, which takes calls only. */
        @JsonProperty("wrong_kind")
        WRONG_KIND,
        @JsonProperty("bad_recipient")
        BAD_RECIPIENT,
        @JsonProperty("unsubscribed")
        UNSUBSCRIBED,
        @JsonProperty("carrier_delay")
        CARRIER_DELAY,
        @JsonProperty("provider_trouble")
        PROVIDER_TROUBLE
    }

    /** Whether nothing can change any more. */
    @JsonIgnore
    public boolean isFinal() {
        return status != Status.PENDING;
    }
}
