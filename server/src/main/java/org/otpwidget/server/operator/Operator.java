package org.otpwidget.server.operator;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.audit.Actor;

import java.net.InetAddress;
import java.time.Instant;

/**
 * Somebody who signs in to the dashboard of one account.
 *
 * @param email in its canonical spelling
 * @param enabled whether they may sign in
 * @param lastSignInAt null: never
 */
public record Operator(
        String id,
        long accountId,
        String email,
        Role role,
        boolean enabled,
        Instant createdAt,
        @Nullable Instant lastSignInAt) {

    /** The same with another role. */
    Operator as(Role other) {
        return new Operator(id, accountId, email, other, enabled, createdAt, lastSignInAt);
    }

    /** Who to name in the audit trail for what comes from an address. */
    public Actor at(InetAddress address) {
        return new Actor(id, email, address);
    }

    /** Leaves the address out. */
    @Override
    public String toString() {
        return "Operator[" + id + "]";
    }
}
