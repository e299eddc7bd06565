package org.otpwidget.server.accesstoken;

import static org.assertj.core.api.Assertions.assertThat;
import static org.otpwidget.server.accesstoken.Samples.NOW;
import static org.otpwidget.server.accesstoken.Samples.SETTINGS;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

class RotationTests {

    private static final Instant START = NOW.truncatedTo(ChronoUnit.SECONDS);

    @Test
    void makesAFirstKeyThatSignsAtOnce() {
        assertThat(Rotation.due(KeySet.EMPTY, SETTINGS, NOW))
                .isEqualTo(new Rotation(new KeyTimes(1, START, START, null), START));
    }

    @Test
    void makesTheNextKeyALeadBeforeItIsNeeded() {
        var keys = new KeySet(List.of(Samples.key(1)));
        Instant due = START.plus(SETTINGS.keyLifetime()).minus(SETTINGS.keyLead());

        assertThat(Rotation.due(keys, SETTINGS, due.minusMillis(1))).isNull();
        Rotation rotation = Rotation.due(keys, SETTINGS, due);

        Instant takeover = START.plus(SETTINGS.keyLifetime());
        assertThat(rotation)
                .isEqualTo(
                        new Rotation(
                                new KeyTimes(2, due, takeover, null),
                                takeover.plus(SETTINGS.overlap())));
    }

    @Test
    void makesNoOtherKeyWhileOneIsUpcoming() {
        Instant due = START.plus(SETTINGS.keyLifetime()).minus(SETTINGS.keyLead());
        var upcoming = new KeyTimes(2, due, START.plus(SETTINGS.keyLifetime()), null);
        var keys = new KeySet(List.of(Samples.key(1), Samples.key(2, upcoming)));

        assertThat(Rotation.due(keys, SETTINGS, due.plusSeconds(60))).isNull();
    }

    @Test
    void keepsTheOldKeyForLongerThanItsLastToken() {
        assertThat(SETTINGS.overlap()).isGreaterThan(SETTINGS.lifetime());
    }

    @Test
    void endsAllOthersAtOnceWhenAKeyMayHaveLeaked() {
        Instant later = START.plus(Duration.ofDays(3));

        assertThat(Rotation.immediatelyAfter(Samples.key(1).times(), later))
                .isEqualTo(new Rotation(new KeyTimes(2, later, later, null), later));
    }
}
