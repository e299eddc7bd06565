package org.otpwidget.server.verification;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;

/**
 * Wrong codes for one identifier are limited over all its requests: ten, refilled within an hour,
 * and a hundred in a row (verification rule 3).
 */
class VerificationBudgetIntegrationTests extends VerificationServer {

    @Test
    void anotherCodeBuysNoGuesses() {
        Site site = siteWith("resendTime", "0");
        String person = mobile();
        String last = "";
        for (int guess = 0; guess < 10; guess++) {
            if (guess % 3 == 0) {
                last = site.started(person, "idempotencyKey", "request " + guess);
            }
            assertThat(wrong(site, last).code()).isEqualTo(705);
        }
        assertExhausted(wrong(site, last), 360);
        assertExhausted(site.verify(last, postbox.code(last)), 360);
        assertThat(site.retry(last).succeeded()).isTrue();
        assertExhausted(site.verify(last, postbox.code(last)), 360);
        String fresh = site.started(person, "idempotencyKey", "fresh");
        assertExhausted(site.verify(fresh, postbox.code(fresh)), 360);
        clock.move(Duration.ofMillis(359_001));
        assertExhausted(site.verify(fresh, postbox.code(fresh)), 1);
        clock.move(Duration.ofMillis(999));
        assertThat(wrong(site, fresh).code()).isEqualTo(705);
        assertExhausted(wrong(site, fresh), 360);
    }

    @Test
    void aSuccessElsewhereRefillsNothing() {
        Site site = siteWith("attemptLimit", "20");
        String person = email();
        String guessed = site.started(person, "idempotencyKey", "guessed");
        for (int guess = 0; guess < 9; guess++) {
            assertThat(wrong(site, guessed).code()).isEqualTo(705);
        }
        String own = site.started(person, "idempotencyKey", "own");
        assertThat(site.verify(own, postbox.code(own)).succeeded()).isTrue();
        assertThat(wrong(site, guessed).code()).isEqualTo(705);
        assertExhausted(site.verify(guessed, postbox.code(guessed)), 360);
    }

    @Test
    void itRefillsWithTime() {
        Site site = siteWith("attemptLimit", "20", "expiryTime", "1440");
        String person = mobile();
        String reqId = site.started(person);
        for (int guess = 0; guess < 10; guess++) {
            assertThat(wrong(site, reqId).code()).isEqualTo(705);
        }
        clock.move(Duration.ofHours(5));
        for (int guess = 0; guess < 9; guess++) {
            assertThat(wrong(site, reqId).code()).isEqualTo(705);
        }
        assertThat(site.verify(reqId, postbox.code(reqId)).succeeded()).isTrue();
    }

    @Test
    void othersAreNotAffected() {
        Site site = siteWith("attemptLimit", "20");
        String reqId = site.started(mobile());
        for (int guess = 0; guess < 10; guess++) {
            assertThat(wrong(site, reqId).code()).isEqualTo(705);
        }
        String other = site.started(mobile());
        assertThat(site.verify(other, postbox.code(other)).succeeded()).isTrue();
    }

    @Test
    void aHundredWrongCodesInARowCostADay() {
        Site site = siteWith("attemptLimit", "20", "expiryTime", "1440");
        String person = mobile();
        guessAHundredTimes(site, person, "first");
        String late = site.started(person, "idempotencyKey", "late");
        assertExhausted(site.verify(late, postbox.code(late)), 86_400);
        clock.move(Duration.ofDays(1).minusSeconds(1));
        assertExhausted(site.verify(late, postbox.code(late)), 1);
        clock.move(Duration.ofSeconds(1));
        String right = site.started(person, "idempotencyKey", "right");
        assertThat(site.verify(right, postbox.code(right)).succeeded()).isTrue();
    }

    /** Or else one wrong code a day would keep a stranger out for good. */
    @Test
    void theWaitEndsTheStreak() {
        Site site = siteWith("attemptLimit", "20", "expiryTime", "1440");
        String person = mobile();
        guessAHundredTimes(site, person, "first");
        clock.move(Duration.ofDays(1));
        String next = site.started(person, "idempotencyKey", "next");
        for (int guess = 0; guess < 9; guess++) {
            assertThat(wrong(site, next).code()).as("guess " + guess).isEqualTo(705);
        }
        assertThat(site.verify(next, postbox.code(next)).succeeded()).isTrue();
    }

    @Test
    void eachFurtherHundredCostsAnotherDay() {
        Site site = siteWith("attemptLimit", "20", "expiryTime", "1440");
        String person = mobile();
        guessAHundredTimes(site, person, "first");
        clock.move(Duration.ofDays(1));
        guessAHundredTimes(site, person, "second");
        String late = site.started(person, "idempotencyKey", "late");
        assertExhausted(site.verify(late, postbox.code(late)), 86_400);
    }

    @Test
    void aSuccessEndsTheStreak() {
        Site site = siteWith("attemptLimit", "20", "expiryTime", "1440");
        String person = mobile();
        guessAHundredTimes(site, person, "first");
        clock.move(Duration.ofDays(1));
        String own = site.started(person, "idempotencyKey", "own");
        assertThat(site.verify(own, postbox.code(own)).succeeded()).isTrue();
        guessAHundredTimes(site, person, "second");
        String late = site.started(person, "idempotencyKey", "late");
        assertExhausted(site.verify(late, postbox.code(late)), 86_400);
    }

    /** As fast as the budget of ten an hour allows. */
    private void guessAHundredTimes(Site site, String person, String round) {
        String reqId = "";
        for (int guess = 0; guess < 100; guess++) {
            if (guess % 20 == 0) {
                reqId = site.started(person, "idempotencyKey", round + " " + guess);
            }
            clock.move(Duration.ofMinutes(6));
            assertThat(wrong(site, reqId).code()).as("guess " + guess).isEqualTo(705);
        }
    }

    private Answer wrong(Site site, String reqId) {
        return site.verify(reqId, Site.wrong(postbox.code(reqId)));
    }

    private static void assertExhausted(Answer answer, int retryAfter) {
        assertBody(
                answer,
                "{'type':'error','code':704,'message':'verification limit exceeded',"
                        + "'reason':'attempts_exceeded','attemptsLeft':0,'retryAfter':%d}"
                                .formatted(retryAfter));
    }
}
