package org.otpwidget.server.problem;

import org.jspecify.annotations.Nullable;

/**
 * One refusal, independent of how it is rendered.
 *
 * @param code MSG91's own code: an {@link Integer}, a {@link String}, or null where it has none
 * @param message text that existing clients show to visitors
 * @param reason stable machine-readable word; ends the ambiguity of code 704
 * @param status HTTP status for routes that answer with RFC 9457 problem details
 * @param missingField whether a required field was missing (contract section 1 has a shape for it)
 * @param attemptsLeft wrong codes that the request still allows, if that is known
 * @param retryAfter seconds until trying again makes sense, if waiting helps
 */
public record Problem(
        @Nullable Object code,
        String message,
        String reason,
        int status,
        boolean missingField,
        @Nullable Integer attemptsLeft,
        @Nullable Long retryAfter) {

    Problem(@Nullable Object code, String message, String reason, int status) {
        this(code, message, reason, status, false, null, null);
    }

    /** The same problem, telling how many wrong codes the request still allows. */
    public Problem withAttemptsLeft(int attempts) {
        return new Problem(code, message, reason, status, missingField, attempts, retryAfter);
    }

    /** The same problem, telling how many seconds to wait. */
    public Problem withRetryAfter(long seconds) {
        return new Problem(code, message, reason, status, missingField, attemptsLeft, seconds);
    }

    /** This problem as an exception, for a reactive chain that ends early. */
    public Refused refused() {
        return new Refused(this);
    }
}
