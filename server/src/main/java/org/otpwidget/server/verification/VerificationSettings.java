package org.otpwidget.server.verification;

import org.springframework.boot.context.properties.ConfigurationProperties;

import java.time.Duration;

/**
 * Settings of the whole installation; those of one flow are the widget's.
 *
 * @param guessLimit wrong codes per identifier, over all requests, within {@code guessPeriod}
 * @param guessPeriod time in which a used-up guess budget fills again, evenly
 * @param consecutiveLimit wrong codes in a row, without a success, after which the next guess waits
 *     for {@code consecutiveWait} and begins a new row (NIST SP 800-63B section 3.2.2 allows at
 *     most 100)
 * @param idempotencyWindow how long an idempotency key is remembered
 * @param doubleSendWindow how long a send without a key counts as the same call again
 * @param demoLimit how often a widget's demo credentials may be used on a day (UTC): requests and
 *     attempts together
 * @param retention how long a request is kept after its code expired, and an identifier's streak of
 *     wrong codes after the last of them; idempotency keys are remembered as long as they must
 */
@ConfigurationProperties("otp.verification")
record VerificationSettings(
        int guessLimit,
        Duration guessPeriod,
        int consecutiveLimit,
        Duration consecutiveWait,
        Duration idempotencyWindow,
        Duration doubleSendWindow,
        int demoLimit,
        Duration retention) {

    /** The database counts in seconds, in 32 bits. */
    private static final Duration LONGEST = Duration.ofDays(3650);

    public VerificationSettings {
        require(guessLimit >= 1, "guess-limit must be at least 1");
        require(
                consecutiveLimit >= 1 && consecutiveLimit <= 100,
                "consecutive-limit must be between 1 and 100");
        require(demoLimit >= 1, "demo-limit must be at least 1");
        requireWithin(Duration.ofSeconds(1), guessPeriod, "guess-period");
        requireWithin(Duration.ofSeconds(1), consecutiveWait, "consecutive-wait");
        requireWithin(Duration.ofSeconds(1), idempotencyWindow, "idempotency-window");
        requireWithin(Duration.ZERO, doubleSendWindow, "double-send-window");
        requireWithin(Duration.ZERO, retention, "retention");
    }

    private static void requireWithin(Duration shortest, Duration time, String name) {
        require(
                time.compareTo(shortest) >= 0 && time.compareTo(LONGEST) <= 0,
                name + " must be between " + shortest.toSeconds() + "s and 3650d");
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException("otp.verification." + message);
        }
    }
}
