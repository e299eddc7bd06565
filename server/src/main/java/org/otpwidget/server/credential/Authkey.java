package org.otpwidget.server.credential;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.audit.Actor;
import org.otpwidget.server.client.Cidr;

import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * The secret credential of a customer's servers. The key itself is shown once, when it is made;
 * only its keyed hash is kept.
 *
 * @param hint first characters of the key, to tell keys apart
 * @param ipWhitelist addresses or CIDR blocks that may use it; empty: any
 * @param expiresAt from then on it is refused; null: never
 * @param lastUsedAt to the minute; null: never
 */
public record Authkey(
        String id,
        @JsonIgnore long accountId,
        String name,
        String hint,
        Set<Scope> scopes,
        List<Cidr> ipWhitelist,
        boolean enabled,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant lastUsedAt) {

    /** What an authkey may do. */
    public enum Scope {
        /** Send, verify and exchange, from a server. */
        @JsonProperty("verify")
        VERIFY,
        /** Also set up widgets, tokens and authkeys over {@code /v1}. */
        @JsonProperty("admin")
        ADMIN
    }

    /** How people tell the key from others. */
    String label() {
        return name + " (" + hint + "…)";
    }

    /** Who to name in the audit trail for what comes from an address. */
    public Actor at(InetAddress address) {
        return new Actor(id, label(), address);
    }

    /** Whether calls of this scope are allowed; an admin may do all. */
    public boolean allows(Scope scope) {
        return scopes.contains(scope) || scopes.contains(Scope.ADMIN);
    }

    /** Whether a server at this address may use the key. */
    public boolean allowsIp(InetAddress address) {
        return ipWhitelist.isEmpty()
                || ipWhitelist.stream().anyMatch(block -> block.contains(address));
    }

    /** Whether the key's time is over. */
    public boolean isExpired(Instant now) {
        return expiresAt != null && !expiresAt.isAfter(now);
    }

    /** Whether the key still opens {@code /v1}. */
    boolean administers(Instant now) {
        return enabled && !isExpired(now) && scopes.contains(Scope.ADMIN);
    }
}
