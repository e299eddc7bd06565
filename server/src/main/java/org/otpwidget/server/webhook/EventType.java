package org.otpwidget.server.webhook;

import com.fasterxml.jackson.annotation.JsonProperty;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What can be told of a verification. */
public enum EventType {
    /** A request began. */
    @JsonProperty("verification.created")
    CREATED,
    /** A provider took a message. */
    @JsonProperty("verification.sent")
    SENT,
    /** A provider reported that a message arrived. */
    @JsonProperty("verification.delivered")
    DELIVERED,
    /** A message can never arrive. */
    @JsonProperty("verification.failed")
    FAILED,
    /** The visitor proved to have the identifier. */
    @JsonProperty("verification.verified")
    VERIFIED,
    /** The request's time was over before that. */
    @JsonProperty("verification.expired")
    EXPIRED,
    /** Somebody ended the request. */
    @JsonProperty("verification.voided")
    VOIDED;

    /** The word in events and in the table. */
    String word() {
        return "verification." + name().toLowerCase(Locale.ROOT);
    }

    /** The type of a word; empty for one that a newer server wrote. */
    static Optional<EventType> of(String word) {
        return Arrays.stream(values()).filter(type -> type.word().equals(word)).findFirst();
    }
}
