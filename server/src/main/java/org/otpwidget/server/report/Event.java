package org.otpwidget.server.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.widget.Channel;

import java.time.Instant;

/**
 * Something that happened to a request.
 *
 * @param at null where only the order is known
 * @param channel of the message that it is about
 * @param provider name of who took the message, as the account calls it
 * @param reason the provider's words, without the visitor's address
 * @param cause why a message can never arrive, in a word for visitors
 * @param count how often it happened, where one event stands for many
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Event(
        Kind kind,
        @Nullable Instant at,
        @Nullable Channel channel,
        @Nullable String provider,
        @Nullable String reason,
        @Nullable String cause,
        @Nullable Integer count) {

    /** What happened. */
    public enum Kind {
        /** The page, app or server asked for a code. */
        @JsonProperty("asked")
        ASKED,
        /** It was asked for again, or sent again by itself. */
        @JsonProperty("resent")
        RESENT,
        /** The message still waits to be taken. */
        @JsonProperty("queued")
        QUEUED,
        /** A provider took the message. */
        @JsonProperty("sent")
        SENT,
        /** A receipt says that it arrived. */
        @JsonProperty("delivered")
        DELIVERED,
        /** It was refused, or a receipt says that it didn't arrive. */
        @JsonProperty("failed")
        FAILED,
        /** No provider took it while the code lived. */
        @JsonProperty("unsent")
        UNSENT,
        /** Nothing was sent: it is to demo credentials, whose code is fixed. */
        @JsonProperty("demo")
        DEMO,
        /** Nothing was sent: a provider confirmed the number. */
        @JsonProperty("invisible")
        INVISIBLE,
        /** Wrong codes were tried. */
        @JsonProperty("wrong")
        WRONG,
        /** The last code that may be tried was wrong. */
        @JsonProperty("exceeded")
        EXCEEDED,
        /** Whoever got the link said that they had not asked for it, or entered wrong digits. */
        @JsonProperty("voided")
        VOIDED,
        /** The code was right. */
        @JsonProperty("verified")
        VERIFIED,
        /** The customer's server took the access token. */
        @JsonProperty("exchanged")
        EXCHANGED,
        /** The code's time was over. */
        @JsonProperty("expired")
        EXPIRED
    }

    static Event of(Kind kind, @Nullable Instant at) {
        return new Event(kind, at, null, null, null, null, null);
    }

    static Event wrong(int count) {
        return new Event(Kind.WRONG, null, null, null, null, null, count);
    }
}
