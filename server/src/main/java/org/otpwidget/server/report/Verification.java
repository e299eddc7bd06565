package org.otpwidget.server.report;

import com.fasterxml.jackson.annotation.JsonProperty;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.widget.Channel;

import java.time.Instant;

/**
 * A request as it stands now. It holds the visitor's number or address: not for logs.
 *
 * @param widgetName the widget's name of today; null when it is gone
 * @param channel of the last message
 * @param platform {@code web}, {@code mobile} or {@code server}
 * @param wrongCodes how many were tried
 * @param resends messages after the first one
 * @param ip address of the visitor, where the call told it
 * @param host of the page that asked
 * @param language that the page asked for (BCP 47)
 * @param demo whether it is to demo credentials, which nothing is sent to and which prove nobody
 * @param invisible whether a provider confirmed the number without a code
 */
public record Verification(
        String reqId,
        String identifier,
        State state,
        String widgetId,
        @Nullable String widgetName,
        Channel channel,
        String platform,
        int wrongCodes,
        int resends,
        @Nullable String ip,
        @Nullable String host,
        @Nullable String language,
        Instant createdAt,
        Instant expiresAt,
        boolean demo,
        boolean invisible,
        @Nullable Instant verifiedAt,
        @Nullable Instant voidedAt,
        @Nullable Instant exchangedAt) {

    /** How far a request came. */
    public enum State {
        /** The customer's server took the access token: the visitor is proved. */
        @JsonProperty("exchanged")
        EXCHANGED,
        /** The code was right. */
        @JsonProperty("verified")
        VERIFIED,
        /** Whoever got the link said that they had not asked for it, or entered wrong digits. */
        @JsonProperty("voided")
        VOIDED,
        /** Too many wrong codes. */
        @JsonProperty("exceeded")
        EXCEEDED,
        /** The last message never went out or arrived. */
        @JsonProperty("failed")
        FAILED,
        /** Nobody entered the code in time. */
        @JsonProperty("expired")
        EXPIRED,
        /** The code can still be entered. */
        @JsonProperty("waiting")
        WAITING
    }

    /** Shows whose it is to nobody. */
    @Override
    public String toString() {
        return "Verification[" + reqId + "]";
    }
}
