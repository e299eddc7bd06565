package org.otpwidget.server.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.widget.Channel;

import java.time.Instant;

/**
 * Something that an operator should look at.
 *
 * @param id of what it is about; null: the account as a whole
 * @param name how that is called
 * @param number what was counted; see {@link Kind}
 * @param of what the number is to be held against
 * @param at when it happens
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Matter(
        Kind kind,
        @Nullable String id,
        @Nullable String name,
        @Nullable Channel channel,
        @Nullable Long number,
        @Nullable Long of,
        @Nullable Instant at) {

    /** What it is. */
    public enum Kind {
        /** A provider's breaker keeps messages away from it. */
        @JsonProperty("providerDown")
        PROVIDER_DOWN,
        /** A provider refused {@code number} of {@code of} messages of the last day. */
        @JsonProperty("providerRefuses")
        PROVIDER_REFUSES,
        /** A widget uses a channel that no provider serves. */
        @JsonProperty("channelUnserved")
        CHANNEL_UNSERVED,
        /** A widget names a template that is not there, or not for it any more. */
        @JsonProperty("templateUnusable")
        TEMPLATE_UNUSABLE,
        /** The widget that operators sign in to the dashboard by lets nobody in. */
        @JsonProperty("signInOff")
        SIGN_IN_OFF,
        /** {@code number} requests in the last day, where {@code of} are usual. */
        @JsonProperty("trafficHigh")
        TRAFFIC_HIGH,
        /** {@code number} percent of the last day's requests were verified; usual: {@code of}. */
        @JsonProperty("conversionLow")
        CONVERSION_LOW,
        /** The last {@code number} events for a webhook were not taken. */
        @JsonProperty("webhookFails")
        WEBHOOK_FAILS,
        /** A webhook was switched off, since its server said that it is gone. */
        @JsonProperty("webhookGone")
        WEBHOOK_GONE,
        /** No authkey opens {@code /v1}. */
        @JsonProperty("noAdminAuthkey")
        NO_ADMIN_AUTHKEY,
        /** An authkey ends soon, and none of its name goes on. */
        @JsonProperty("authkeyEnds")
        AUTHKEY_ENDS;

        /** Whether visitors are turned away, or may be. */
        public boolean isBad() {
            return this == PROVIDER_DOWN || this == CHANNEL_UNSERVED || this == TEMPLATE_UNUSABLE;
        }
    }

    static Matter of(Kind kind, String id, String name) {
        return new Matter(kind, id, name, null, null, null, null);
    }

    static Matter of(Kind kind, String id, String name, Channel channel) {
        return new Matter(kind, id, name, channel, null, null, null);
    }

    static Matter of(Kind kind, String id, String name, long number, long of) {
        return new Matter(kind, id, name, null, number, of, null);
    }

    static Matter of(Kind kind, long number, long of) {
        return new Matter(kind, null, null, null, number, of, null);
    }

    static Matter of(Kind kind, String id, String name, Instant at) {
        return new Matter(kind, id, name, null, null, null, at);
    }
}
