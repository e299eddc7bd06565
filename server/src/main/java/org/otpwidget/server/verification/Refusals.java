package org.otpwidget.server.verification;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.problem.Problem;
import org.otpwidget.server.problem.Problems;

import java.time.Duration;
import java.time.Instant;

/** The refusals that steps have in common, by the words of {@code R__verification.sql}. */
final class Refusals {

    /** Waits beyond this are not worth telling: the address is blocked for good. */
    private static final Duration FOR_GOOD = Duration.ofDays(365);

    private Refusals() {}

    static Outcome.Refused of(String outcome, Instant now, @Nullable Instant until) {
        return new Outcome.Refused(
                switch (outcome) {
                    case "blocked" -> waiting(Problems.IP_BLOCKED, now, until);
                    case "budget" ->
                            waiting(Problems.ATTEMPTS_EXCEEDED.withAttemptsLeft(0), now, until);
                    case "demo_limit" -> waiting(Problems.DEMO_USED_UP, now, until);
                    case "unknown" -> Problems.NO_REQUEST;
                    case "already_verified" -> Problems.ALREADY_VERIFIED;
                    case "voided" -> Problems.VOIDED;
                    case "link" -> Problems.NOT_BY_CODE;
                    case "exceeded" -> Problems.ATTEMPTS_EXCEEDED.withAttemptsLeft(0);
                    case "expired" -> Problems.EXPIRED;
                    case "resend_limit" -> Problems.RESEND_LIMIT;
                    default -> throw new IllegalStateException("unexpected outcome " + outcome);
                });
    }

    /** Whole seconds until a time, rounded up, at least 1. */
    static long secondsUntil(Instant now, Instant time) {
        return Math.max(1, Math.ceilDiv(Duration.between(now, time).toMillis(), 1000));
    }

    private static Problem waiting(Problem problem, Instant now, @Nullable Instant until) {
        return until == null || until.isAfter(now.plus(FOR_GOOD))
                ? problem
                : problem.withRetryAfter(secondsUntil(now, until));
    }
}
