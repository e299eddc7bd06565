package org.otpwidget.server.captcha;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.otpwidget.server.secret.SecretText;
import org.otpwidget.server.secret.Secrets;

import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;

class ChallengesTests {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final Duration LIFETIME = Duration.ofMinutes(5);
    private static final int DIFFICULTY = 50;

    private static final SecretText SECRET = SecretText.of("q8Hx2Zr5Lw0Tn7Vb4Kd9Yc1Mf6Js3Pa8");
    private static final SecretText NEXT = SecretText.of("Zk3Rw9Xq6Bn1Lt5Hv8Dm2Gc7Fy4Ps0Ja");

    private final Challenges challenges = over(SECRET);
    private final Challenge challenge = challenges.make("widget", DIFFICULTY, NOW);
    private final String solution =
            Solver.solve(challenge.text(), challenge.puzzles(), challenge.difficulty());

    @Test
    void acceptsASolutionWhileTheChallengeLives() {
        assertThat(isSolved(solution, NOW)).isTrue();
        assertThat(isSolved(solution, NOW.plus(LIFETIME).minusSeconds(1))).isTrue();
        assertThat(isSolved(solution, NOW.plus(LIFETIME))).isFalse();
    }

    @Test
    void acceptsItForItsWidgetOnly() {
        assertThat(challenges.isSolved("another", solution, NOW)).isFalse();
    }

    @Test
    void acceptsItUnderAFormerSecret() {
        assertThat(over(NEXT, SECRET).isSolved("widget", solution, NOW)).isTrue();
        assertThat(over(NEXT).isSolved("widget", solution, NOW)).isFalse();
    }

    /** Of what is signed: another counter may well solve its puzzle too. */
    @Test
    void refusesWhateverIsChanged() {
        byte[] bytes = Base64.getUrlDecoder().decode(solution);
        int signed = Base64.getUrlDecoder().decode(challenge.text()).length;
        for (int n = 0; n < signed; n++) {
            bytes[n] ^= 1;
            assertThat(isSolved(encode(bytes), NOW)).as("byte %d", n).isFalse();
            bytes[n] ^= 1;
        }
        assertThat(isSolved(encode(bytes), NOW)).isTrue();
    }

    @Test
    void refusesWorkThatIsNotDone() {
        byte[] idle = Base64.getUrlDecoder().decode(solution);
        for (int n = Base64.getUrlDecoder().decode(challenge.text()).length; n < idle.length; n++) {
            idle[n] = 0;
        }
        String easy = Solver.solve(challenge.text(), challenge.puzzles(), 1);
        String fewer = Solver.solve(challenge.text(), challenge.puzzles() - 1, DIFFICULTY);
        assertThat(isSolved(encode(idle), NOW)).isFalse();
        assertThat(isSolved(easy, NOW)).isFalse();
        assertThat(isSolved(fewer, NOW)).isFalse();
        assertThat(isSolved(challenge.text(), NOW)).isFalse();
    }

    @Test
    void refusesWhatIsNoTokenAtAll() {
        for (String text :
                List.of("x", "%%", "A".repeat(163), "A".repeat(10_000), solution + "AA")) {
            assertThat(isSolved(text, NOW)).as(text).isFalse();
        }
    }

    @Test
    void knowsAChallengeByEachOfItsSolutions() {
        String other = Solver.solve(challenge.text(), challenge.puzzles(), DIFFICULTY, 1_000_000);
        assertThat(other).isNotEqualTo(solution);
        assertThat(isSolved(other, NOW)).isTrue();
        assertThat(Challenges.id(other)).isEqualTo(Challenges.id(solution)).isNotEmpty();
        Challenge next = challenges.make("widget", DIFFICULTY, NOW);
        assertThat(Challenges.id(next.text())).isNotEqualTo(Challenges.id(solution));
    }

    private boolean isSolved(String token, Instant now) {
        return challenges.isSolved("widget", token, now);
    }

    private static Challenges over(SecretText current, SecretText... previous) {
        return new Challenges(new Secrets(current, List.of(previous)), LIFETIME);
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
