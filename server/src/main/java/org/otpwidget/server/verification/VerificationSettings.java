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
        Duration retention) {}
