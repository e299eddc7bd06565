package org.otpwidget.server.credential;

import com.fasterxml.jackson.annotation.JsonIgnore;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/**
 * The public credential that a page or app carries, limited to the widget calls of its account.
 *
 * @param value what the page carries as {@code tokenAuth}; public, not a secret
 * @param origins exact origins that browsers may call from; empty: any
 * @param throttle rule per client address, or none
 * @param previous the value before the last rotation; null: there was none
 * @param lastUsedAt to the minute; null: never
 */
public record Token(
        String id,
        @JsonIgnore long accountId,
        String value,
        String name,
        boolean enabled,
        List<String> origins,
        @Nullable Throttle throttle,
        @Nullable Previous previous,
        Instant createdAt,
        @Nullable Instant lastUsedAt) {

    /**
     * "N hits per T seconds → block the address for B seconds" (contract section 4).
     *
     * @param hits calls that one client address may make in a period
     * @param period seconds
     * @param block seconds
     */
    public record Throttle(int hits, int period, int block) {}

    /**
     * A value that was replaced.
     *
     * @param until when it stops working
     */
    public record Previous(String value, Instant until) {}

    /** The same without its rule. */
    public Token unthrottled() {
        return new Token(
                id,
                accountId,
                value,
                name,
                enabled,
                origins,
                null,
                previous,
                createdAt,
                lastUsedAt);
    }

    /** Whether pages may carry this value now. */
    boolean isKnownAs(String carried, Instant now) {
        return value.equals(carried)
                || (previous != null
                        && previous.value().equals(carried)
                        && previous.until().isAfter(now));
    }

    /** Whether the value before works too. */
    public boolean hasPrevious(Instant now) {
        return previous != null && previous.until().isAfter(now);
    }

    /**
     * Whether a browser at this origin may use the token; a call without an origin is not a
     * browser's.
     */
    public boolean allowsOrigin(@Nullable String origin) {
        return origin == null || origins.isEmpty() || origins.contains(origin);
    }
}
