package org.otpwidget.server.delivery;

import com.fasterxml.jackson.annotation.JsonValue;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Locale;

/**
 * What is recorded of one attempt. The components are named as the columns are.
 *
 * @param status new status of the row
 * @param tries attempts to count: 0 when nothing was tried
 * @param dueAt when to try again; null when that is over
 * @param sentAt when the provider took it
 */
record Completion(
        long id,
        Status status,
        int tries,
        @Nullable Instant dueAt,
        @Nullable Instant sentAt,
        @Nullable String provider,
        @Nullable String providerId,
        @Nullable String reason) {

    /** Where a message stands. */
    enum Status {
        QUEUED,
        SENT,
        FAILED,
        EXPIRED;

        /** The word in the table and in metrics. */
        @JsonValue
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Completion sent(
            Queued message, Instant now, String provider, @Nullable String providerId) {
        return new Completion(message.id(), Status.SENT, 1, null, now, provider, providerId, null);
    }

    static Completion again(Queued message, Instant dueAt, String provider, String reason) {
        return new Completion(message.id(), Status.QUEUED, 1, dueAt, null, provider, null, reason);
    }

    static Completion failed(Queued message, int tries, String provider, String reason) {
        return new Completion(
                message.id(), Status.FAILED, tries, null, null, provider, null, reason);
    }

    static Completion expired(Queued message, int tries, String provider, String reason) {
        return new Completion(
                message.id(), Status.EXPIRED, tries, null, null, provider, null, reason);
    }

    /** The secret that the code was sealed under is gone. */
    static Completion unreadable(long id) {
        return new Completion(
                id, Status.FAILED, 0, null, null, null, null, "the code cannot be opened");
    }
}
