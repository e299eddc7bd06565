package org.otpwidget.server.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.stream.IntStream;

class BreakerTests {

    private final MovableClock clock = new MovableClock();
    private final Breaker breaker = new Breaker(clock);

    @Test
    void opensAfterFiveFailuresInARow() {
        fail(4);
        breaker.worked();
        fail(4);
        assertThat(breaker.admits()).isTrue();

        fail(1);

        assertThat(breaker.state()).isEqualTo(Breaker.State.OPEN);
        assertThat(breaker.admits()).isFalse();
    }

    @Test
    void opensWhenMostOfTheLastTwentyFailed() {
        for (int i = 0; i < 3; i++) {
            fail(3);
            breaker.worked();
            breaker.worked();
        }
        fail(3);
        breaker.worked();
        assertThat(breaker.state()).as("12 of 19").isEqualTo(Breaker.State.CLOSED);

        fail(1);

        assertThat(breaker.state()).isEqualTo(Breaker.State.OPEN);
    }

    @Test
    void letsOneAttemptThroughAfterARest() {
        fail(5);
        clock.move(Duration.ofSeconds(5));

        assertThat(breaker.state()).isEqualTo(Breaker.State.HALF_OPEN);
        assertThat(breaker.admits()).isTrue();
        assertThat(breaker.admits()).as("while it is on its way").isFalse();

        breaker.worked();
        assertThat(breaker.state()).isEqualTo(Breaker.State.CLOSED);
        assertThat(breaker.admits()).isTrue();
        assertThat(breaker.admits()).isTrue();
    }

    @Test
    void restsTwiceAsLongEachTimeUpToAMinute() {
        fail(5);
        for (int seconds : new int[] {5, 10, 20, 40, 60, 60}) {
            clock.move(Duration.ofSeconds(seconds).minusMillis(1));
            assertThat(breaker.admits()).isFalse();
            clock.move(Duration.ofMillis(1));
            assertThat(breaker.admits()).isTrue();
            fail(1);
        }
    }

    @Test
    void forgetsAnAttemptThatNeverEnds() {
        fail(5);
        clock.move(Duration.ofSeconds(5));
        assertThat(breaker.admits()).isTrue();

        clock.move(Outbox.SEND_TIMEOUT);

        assertThat(breaker.admits()).isTrue();
    }

    @Test
    void letsTheNextOneThroughWhenNothingWasTried() {
        fail(5);
        clock.move(Duration.ofSeconds(5));
        assertThat(breaker.admits()).isTrue();

        breaker.spared();

        assertThat(breaker.admits()).isTrue();
        assertThat(breaker.state()).isEqualTo(Breaker.State.HALF_OPEN);
    }

    @Test
    void leavesAProviderAloneThatAsksForIt() {
        breaker.failed(Duration.ofSeconds(17));

        clock.move(Duration.ofSeconds(17).minusMillis(1));
        assertThat(breaker.admits()).isFalse();
        clock.move(Duration.ofMillis(1));
        assertThat(breaker.admits()).isTrue();
    }

    private void fail(int times) {
        IntStream.range(0, times).forEach(_ -> breaker.failed(null));
    }
}
