package org.otpwidget.server.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OutcomeTests {

    @Test
    void keepsAProvidersNameForAMessage() {
        assertThat(new Outcome.Sent("SM-1/a=").providerId()).isEqualTo("SM-1/a=");
    }

    /** Else its record would fail after the message was taken, and it would go out again. */
    @Test
    void dropsANameThatCannotBeKept() {
        assertThat(new Outcome.Sent("a\u0000b").providerId()).isNull();
        assertThat(new Outcome.Sent("a".repeat(201)).providerId()).isNull();
    }
}
