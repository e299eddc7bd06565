package org.otpwidget.server.accesstoken;

import com.fasterxml.jackson.annotation.JsonProperty;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * A signing key as an operator sees it.
 *
 * @param kid its name in tokens and in the key set
 * @param createdAt when it was made and published
 * @param signsFrom when it takes or took over
 * @param retiresAt when its tokens are or were accepted no more; null while nothing follows it
 */
public record KeyStatus(
        String kid,
        Status status,
        Instant createdAt,
        Instant signsFrom,
        @Nullable Instant retiresAt) {

    /** Where a key is in its life. */
    public enum Status {
        /** Published, so that caches learn it; signs from {@code signsFrom} on. */
        @JsonProperty("upcoming")
        UPCOMING,
        /** Signs new tokens. */
        @JsonProperty("signing")
        SIGNING,
        /** Signs no more, but its last tokens are still accepted. */
        @JsonProperty("retiring")
        RETIRING,
        /** Accepted no more; its private part is gone. */
        @JsonProperty("retired")
        RETIRED
    }
}
