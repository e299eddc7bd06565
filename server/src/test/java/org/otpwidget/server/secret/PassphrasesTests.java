package org.otpwidget.server.secret;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.otpwidget.server.problem.Problems;
import org.otpwidget.server.problem.Refused;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class PassphrasesTests {

    @Test
    void refusesForNowWhatWouldWaitTooLong() {
        var passphrases = new Passphrases();
        var outcomes =
                Flux.range(0, 200)
                        .flatMap(
                                _ ->
                                        passphrases
                                                .matchesNobody(SecretText.of("some passphrase"))
                                                .<Object>map(right -> right)
                                                .onErrorResume(Mono::just),
                                200)
                        .collectList()
                        .blockOptional()
                        .orElseThrow();
        passphrases.destroy();

        assertThat(outcomes).contains(false).hasAtLeastOneElementOfType(Refused.class);
        assertThat(outcomes)
                .allSatisfy(
                        outcome ->
                                assertThat(
                                                outcome instanceof Refused refused
                                                        ? refused.problem()
                                                        : outcome)
                                        .isIn(false, Problems.UNAVAILABLE));
    }
}
