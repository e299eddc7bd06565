package org.otpwidget.server.accesstoken;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.otpwidget.server.accesstoken.Samples.NOW;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

class KeySetTests {

    private static final Instant TAKEOVER = NOW.plusSeconds(3_600);
    private static final Instant RETIREMENT = TAKEOVER.plusSeconds(600);

    private final SigningKey older = Samples.key(1, new KeyTimes(1, NOW, NOW, RETIREMENT));
    private final SigningKey newer = Samples.key(2, new KeyTimes(2, NOW, TAKEOVER, null));
    private final KeySet keys = new KeySet(List.of(newer, older));

    @Test
    void signsWithTheKeyOfTheTokensTime() {
        assertThat(keys.signer(TAKEOVER.minusSeconds(1), NOW)).isSameAs(older);
        assertThat(keys.signer(TAKEOVER, NOW)).isSameAs(newer);
        assertThat(keys.signer(TAKEOVER.minusSeconds(1), TAKEOVER.plusSeconds(9))).isSameAs(older);
    }

    @Test
    void signsWithTheOldestWhenTheClockIsBehind() {
        assertThat(keys.signer(NOW.minus(Duration.ofDays(1)), NOW)).isSameAs(older);
    }

    @Test
    void signsNothingWithARetiredKey() {
        assertThat(keys.signer(NOW, RETIREMENT)).isSameAs(newer);
    }

    @Test
    void knowsARetiredKeyNoMore() {
        assertThat(keys.ofHeader(older.header(), RETIREMENT.minusMillis(1))).isSameAs(older);
        assertThat(keys.ofHeader(older.header(), RETIREMENT)).isNull();
    }

    @Test
    void publishesUpcomingAndOverlappingKeysButNoRetiredOnes() {
        assertThat(keys.published(NOW).getKeys()).containsExactly(newer.jwk(), older.jwk());
        assertThat(keys.published(RETIREMENT).getKeys()).containsExactly(newer.jwk());
    }

    @Test
    void refusesToSignWithoutAKey() {
        assertThatIllegalStateException().isThrownBy(() -> KeySet.EMPTY.signer(NOW, NOW));
    }
}
