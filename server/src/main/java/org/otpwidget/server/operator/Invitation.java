package org.otpwidget.server.operator;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * A link that makes somebody an operator, once.
 *
 * @param accountId null for the set-up link of a new installation
 * @param email who it is for; null for the set-up link, whose user chooses
 */
public record Invitation(
        String id,
        @Nullable Long accountId,
        @Nullable String email,
        Role role,
        Instant createdAt,
        Instant expiresAt) {

    /** Whether it is the set-up link of a new installation. */
    public boolean setsUp() {
        return accountId == null;
    }

    @Override
    public String toString() {
        return "Invitation[" + id + "]";
    }
}
