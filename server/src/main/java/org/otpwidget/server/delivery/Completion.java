package org.otpwidget.server.delivery;

import com.fasterxml.jackson.annotation.JsonValue;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * What is recorded of one attempt. The components are named as the columns are.
 *
 * @param status new status of the row
 * @param tries attempts to count: 0 when nothing was tried
 * @param dueAt when to try again; null when that is over
 * @param sentAt when the provider took it
 * @param finishedAt when it failed for good; null: it did not
 * @param provider who was asked last
 * @param tried providers that failed in a round that goes on; null otherwise
 * @param cause why it can never arrive, in the table's word
 */
record Completion(
        long id,
        Status status,
        int tries,
        @Nullable Instant dueAt,
        @Nullable Instant sentAt,
        @Nullable Instant finishedAt,
        @Nullable String provider,
        @Nullable String providerId,
        @Nullable String reason,
        @Nullable List<String> tried,
        @Nullable String cause) {

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
        return new Completion(
                message.id(),
                Status.SENT,
                1,
                null,
                now,
                null,
                provider,
                providerId,
                null,
                null,
                null);
    }

    /** All providers failed: another round later. */
    static Completion again(
            Queued message, Instant dueAt, @Nullable String provider, String reason) {
        return new Completion(
                message.id(),
                Status.QUEUED,
                1,
                dueAt,
                null,
                null,
                provider,
                null,
                reason,
                null,
                null);
    }

    /**
     * The round goes on later, maybe on another node.
     *
     * @param tried providers that failed in it
     */
    static Completion later(
            Queued message, Instant dueAt, List<String> tried, @Nullable String reason) {
        return new Completion(
                message.id(),
                Status.QUEUED,
                0,
                dueAt,
                null,
                null,
                tried.isEmpty() ? null : tried.getLast(),
                null,
                reason,
                tried.isEmpty() ? null : tried,
                null);
    }

    static Completion failed(
            Queued message, Instant now, String provider, String reason, Outcome.Cause cause) {
        return new Completion(
                message.id(),
                Status.FAILED,
                1,
                null,
                null,
                now,
                provider,
                null,
                reason,
                null,
                cause.name().toLowerCase(Locale.ROOT));
    }

    static Completion expired(Queued message, int tries, @Nullable String provider, String reason) {
        return new Completion(
                message.id(),
                Status.EXPIRED,
                tries,
                null,
                null,
                null,
                provider,
                null,
                reason,
                null,
                null);
    }

    /** The secret that the code was sealed under is gone. */
    static Completion unreadable(long id, Instant now) {
        return new Completion(
                id,
                Status.FAILED,
                0,
                null,
                null,
                now,
                null,
                null,
                "the code cannot be opened",
                null,
                null);
    }
}
