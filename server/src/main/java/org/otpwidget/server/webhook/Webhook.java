package org.otpwidget.server.webhook;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Set;

/**
 * Where an account wants to hear of its verifications.
 *
 * @param id 24 hex characters, opaque
 * @param name for people
 * @param events which of them
 * @param disabledBecause {@code gone} when its server answered 410; null: it is on, or was switched
 *     off by hand
 * @param previousSecretUntil until when the secret before the last rotation signs too; null: there
 *     is none
 */
public record Webhook(
        String id,
        String name,
        String url,
        Set<EventType> events,
        boolean enabled,
        @Nullable String disabledBecause,
        @Nullable Instant previousSecretUntil,
        Instant createdAt,
        Instant updatedAt) {

    /** Addresses may hold secrets of their owners. */
    @Override
    public String toString() {
        return "Webhook[" + id + "]";
    }
}
