package org.otpwidget.server.webhook;

import com.fasterxml.jackson.annotation.JsonRawValue;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * An event on its way to a webhook, or what became of it.
 *
 * @param id the same with every attempt: {@code webhook-id}
 * @param event its type
 * @param status pending, delivered or failed
 * @param dueAt when the next attempt is due; null when there is none
 * @param finishedAt when it was delivered or given up
 * @param answer HTTP status of the last attempt; null: there was no answer
 * @param reason why there was none
 * @param body what is sent, in JSON
 */
public record WebhookDelivery(
        String id,
        String event,
        String status,
        int attempts,
        @Nullable Instant dueAt,
        Instant createdAt,
        @Nullable Instant finishedAt,
        @Nullable Integer answer,
        @Nullable String reason,
        @JsonRawValue String body) {

    /** The body names a person. */
    @Override
    public String toString() {
        return "WebhookDelivery[" + id + "]";
    }
}
