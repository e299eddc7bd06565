package org.otpwidget.server.webhook;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.delivery.OutsideCalls;

import java.time.Instant;

/**
 * What is recorded of one attempt. The components are named as the columns are.
 *
 * @param dueAt when to try again; null when that is over
 */
record Completion(
        String id,
        String status,
        @Nullable Instant dueAt,
        @Nullable Instant finishedAt,
        @Nullable Integer answer,
        @Nullable String reason) {

    static Completion delivered(Leased event, OutsideCalls.Answer answer, Instant now) {
        return new Completion(event.id(), "delivered", null, now, answer.status(), null);
    }

    /** Another attempt later. */
    static Completion again(Leased event, OutsideCalls.Answer answer, Instant dueAt) {
        return new Completion(
                event.id(), "pending", dueAt, null, answer.status(), answer.failure());
    }

    static Completion failed(Leased event, OutsideCalls.Answer answer, Instant now) {
        return new Completion(event.id(), "failed", null, now, answer.status(), answer.failure());
    }
}
