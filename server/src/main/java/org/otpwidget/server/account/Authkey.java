package org.otpwidget.server.account;

import com.fasterxml.jackson.annotation.JsonProperty;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * The secret credential of a customer's servers. The key itself is shown once, when it is made;
 * only its keyed hash is kept.
 *
 * @param hint first characters of the key, to tell keys apart
 * @param ipWhitelist addresses or CIDR blocks that may use it; empty: any
 */
public record Authkey(
        String id,
        long accountId,
        String name,
        String hint,
        Set<Scope> scopes,
        List<String> ipWhitelist,
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
}
