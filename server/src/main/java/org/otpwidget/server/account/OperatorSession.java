package org.otpwidget.server.account;

import java.time.Duration;
import java.time.Instant;

/**
 * An operator who is signed in, in one browser.
 *
 * @param id names the session in lists; it lets nobody in
 * @param seenAt when a page was last asked for, to the minute
 * @param provedAt when the passphrase or a passkey was last given
 * @param ip where it began
 * @param agent what the browser called itself, shortened
 */
public record OperatorSession(
        String id,
        Operator operator,
        Instant createdAt,
        Instant seenAt,
        Instant provedAt,
        String ip,
        String agent) {

    static final Duration IDLE = Duration.ofHours(12);
    static final Duration ABSOLUTE = Duration.ofDays(7);
    private static final Duration FRESH = Duration.ofMinutes(10);

    /** Whether passphrase or passkey was given so lately that keys may be touched. */
    public boolean isFresh(Instant now) {
        return provedAt.plus(FRESH).isAfter(now);
    }

    @Override
    public String toString() {
        return "OperatorSession[" + id + "]";
    }
}
