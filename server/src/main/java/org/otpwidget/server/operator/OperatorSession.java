package org.otpwidget.server.operator;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;

/**
 * An operator who is signed in, in one browser.
 *
 * @param id names the session in lists; it lets nobody in
 * @param seenAt when a page was last asked for, to the minute
 * @param provedAt when the passphrase or a passkey was last given; null: never, since the session
 *     began by a code
 * @param ip where it began
 * @param agent what the browser called itself, shortened
 */
public record OperatorSession(
        String id,
        Operator operator,
        Instant createdAt,
        Instant seenAt,
        @Nullable Instant provedAt,
        String ip,
        String agent) {

    static final Duration IDLE = Duration.ofHours(12);
    static final Duration ABSOLUTE = Duration.ofDays(7);
    private static final Duration FRESH = Duration.ofMinutes(10);

    /** What a session may that has no better proof than a code. */
    private static final Role UNPROVED = Role.DEVELOPER;

    /** Whether passphrase or passkey was given so lately that keys may be touched. */
    public boolean isFresh(Instant now) {
        return provedAt != null && provedAt.plus(FRESH).isAfter(now);
    }

    /** Whether passphrase or passkey were ever given in this session. */
    public boolean isProved() {
        return provedAt != null;
    }

    /**
     * The operator with the role that counts in this session: whoever changes widgets, templates or
     * providers could divert codes, so what a code opens may no more than they may.
     */
    public Operator acting() {
        return isProved() ? operator : operator.as(operator.role().atMost(UNPROVED));
    }

    @Override
    public String toString() {
        return "OperatorSession[" + id + "]";
    }
}
