package org.otpwidget.server.verification;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;

class VerificationSettingsTests {

    @ParameterizedTest
    @CsvSource({
        "0, PT1H, 100, P1D, P1D, PT2S, P30D, guess-limit",
        "10, PT0.9S, 100, P1D, P1D, PT2S, P30D, guess-period",
        "10, -PT1H, 100, P1D, P1D, PT2S, P30D, guess-period",
        "10, P3651D, 100, P1D, P1D, PT2S, P30D, guess-period",
        "10, PT1H, 0, P1D, P1D, PT2S, P30D, consecutive-limit",
        "10, PT1H, 101, P1D, P1D, PT2S, P30D, consecutive-limit",
        "10, PT1H, 100, PT0S, P1D, PT2S, P30D, consecutive-wait",
        "10, PT1H, 100, P1D, PT0S, PT2S, P30D, idempotency-window",
        "10, PT1H, 100, P1D, P1D, -PT1S, P30D, double-send-window",
        "10, PT1H, 100, P1D, P1D, PT2S, -P1D, retention"
    })
    void refusesWhatWouldSwitchALimitOffOrFailLater(
            int guessLimit,
            Duration guessPeriod,
            int consecutiveLimit,
            Duration consecutiveWait,
            Duration idempotencyWindow,
            Duration doubleSendWindow,
            Duration retention,
            String named) {
        assertThatThrownBy(
                        () ->
                                new VerificationSettings(
                                        guessLimit,
                                        guessPeriod,
                                        consecutiveLimit,
                                        consecutiveWait,
                                        idempotencyWindow,
                                        doubleSendWindow,
                                        1000,
                                        retention))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("otp.verification." + named);
    }
}
