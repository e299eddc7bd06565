package org.otpwidget.server.verification;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.otpwidget.server.credential.Token.Throttle;
import org.otpwidget.server.credential.TokenForm;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/** Calls at the same time mean what they would mean one after the other. */
class VerificationConcurrencyIntegrationTests extends VerificationServer {

    @Test
    void oneOf64RightCodesSucceeds() {
        Site site = site();
        String reqId = site.started(mobile());
        String code = postbox.code(reqId);
        List<Answer> answers = WidgetClient.together(64, n -> site.verifyLater(reqId, code));
        assertThat(answers).filteredOn(Answer::succeeded).hasSize(1);
        assertThat(answers).filteredOn(answer -> answer.code() == 703).hasSize(63);
    }

    @Test
    void onlyTheLimitOf200WrongCodesIsCompared() {
        Site site = siteWith("attemptLimit", "5");
        String reqId = site.started(mobile());
        String code = postbox.code(reqId);
        List<Answer> answers =
                WidgetClient.together(200, n -> site.verifyLater(reqId, Site.wrong(code, n)));
        assertThat(answers).filteredOn(answer -> answer.code() == 705).hasSize(5);
        assertThat(answers).filteredOn(answer -> answer.code() == 704).hasSize(195);
        assertThat(attempts(site)).isEqualTo(5);
        assertThat(site.verify(reqId, code).code()).isEqualTo(704);
    }

    @Test
    void theRightCodeAmongWrongOnesSucceedsOnceAtMost() {
        Site site = siteWith("attemptLimit", "4");
        String reqId = site.started(mobile());
        String code = postbox.code(reqId);
        List<Answer> answers =
                WidgetClient.together(
                        100,
                        n -> site.verifyLater(reqId, n % 10 == 3 ? code : Site.wrong(code, n)));
        long right = answers.stream().filter(Answer::succeeded).count();
        long wrong = answers.stream().filter(answer -> answer.code() == 705).count();
        assertThat(right).isLessThanOrEqualTo(1);
        assertThat(wrong).isEqualTo(right == 1 ? attempts(site) - 1 : 4);
    }

    @Test
    void requestsOfOneIdentifierShareABudgetOfGuesses() {
        Site site = site();
        String number = mobile();
        List<String> reqIds = many(site, number, 20);
        List<String> codes = reqIds.stream().map(postbox::code).toList();
        List<Answer> answers =
                WidgetClient.together(
                        60,
                        n ->
                                site.verifyLater(
                                        reqIds.get(n % 20), Site.wrong(codes.get(n % 20), n)));
        assertThat(answers).filteredOn(answer -> answer.code() == 705).hasSize(10);
        assertThat(answers).filteredOn(answer -> answer.code() == 704).hasSize(50);
        assertThat(attempts(site)).isEqualTo(10);
    }

    @Test
    void batchesWithTheSameIdentifiersAndClientsDoNotBlockEachOther() {
        Site open = siteWith("attemptLimit", "20");
        var rule = new TokenForm("Test", true, Set.of(), new Throttle(1_000_000, 60, 60));
        Site site = open.with(token(open.account(), rule));
        var reqIds = new ArrayList<String>();
        for (int person = 0; person < 4; person++) {
            reqIds.addAll(many(site, mobile(), 5));
        }
        List<String> codes = reqIds.stream().map(postbox::code).toList();
        List<Answer> answers =
                WidgetClient.together(
                        600,
                        n -> {
                            int which = n * 7 % 20;
                            var body = site.body("reqId", reqIds.get(which));
                            body.put("otp", Site.wrong(codes.get(which), n));
                            return site.client()
                                    .later(
                                            "verifyOtp",
                                            body,
                                            "X-Forwarded-For",
                                            "203.0.113." + (n * 11 % 30 + 1));
                        });
        assertThat(answers).filteredOn(answer -> answer.code() == 705).hasSize(40);
        assertThat(answers).filteredOn(answer -> answer.code() == 704).hasSize(560);
        assertThat(
                        number(
                                "SELECT deadlocks FROM pg_stat_database WHERE datname ="
                                        + " current_database()"))
                .isZero();
    }

    @Test
    void aRepeatedVerifyIsOneAttempt() {
        Site site = site();
        String reqId = site.started(mobile());
        String code = postbox.code(reqId);
        List<Answer> wrong =
                WidgetClient.together(
                        16, n -> site.verifyLater(reqId, Site.wrong(code), "idempotencyKey", "a"));
        assertThat(wrong).extracting(Answer::body).containsOnly(wrong.getFirst().body());
        assertThat(wrong.getFirst().body().path("attemptsLeft").asInt()).isEqualTo(2);
        assertThat(attempts(site)).isEqualTo(1);

        List<Answer> right =
                WidgetClient.together(
                        16, n -> site.verifyLater(reqId, code, "idempotencyKey", "b"));
        assertThat(right).allMatch(Answer::succeeded);
        assertThat(right).extracting(Answer::message).containsOnly(right.getFirst().message());
        assertThat(site.verify(reqId, code, "idempotencyKey", "c").code()).isEqualTo(703);
        assertThat(site.verify(reqId, code).code()).isEqualTo(703);
        assertThat(site.exchange(right.getFirst().message()).succeeded()).isTrue();
        assertThat(site.exchange(site.verify(reqId, code, "idempotencyKey", "b").message()).code())
                .isEqualTo(702);
    }

    @Test
    void theKeyOfAnAttemptBuysNoOtherCode() {
        Site site = site();
        String reqId = site.started(mobile());
        String code = postbox.code(reqId);
        for (int n = 0; n < 3; n++) {
            assertThat(site.verify(reqId, Site.wrong(code, n), "idempotencyKey", "a").code())
                    .isEqualTo(705);
        }
        assertThat(site.verify(reqId, code, "idempotencyKey", "a").code()).isEqualTo(704);
    }

    /** Whoever knows the reqId and the key, but not the code, has no more tries than before. */
    @Test
    void theKeyOfTheSuccessBuysNoOtherCodeEither() {
        Site site = site();
        String reqId = site.started(mobile());
        String code = postbox.code(reqId);
        String token = site.verify(reqId, code, "idempotencyKey", "a").message();
        for (int n = 0; n < 2; n++) {
            assertThat(site.verify(reqId, Site.wrong(code, n), "idempotencyKey", "a").code())
                    .isEqualTo(703);
        }
        assertThat(site.verify(reqId, code, "idempotencyKey", "a").message()).isEqualTo(token);
        assertThat(site.verify(reqId, Site.wrong(code, 2), "idempotencyKey", "a").code())
                .isEqualTo(703);
        assertThat(site.verify(reqId, code, "idempotencyKey", "a").code()).isEqualTo(703);
    }

    @Test
    void aRepeatedSendIsOneMessage() {
        Site site = site();
        String number = mobile();
        assertOneMessage(site, number, 16, "idempotencyKey", "a");
        String first = site.started(number, "idempotencyKey", "a");
        assertThat(site.started(number, "idempotencyKey", "b")).isNotEqualTo(first);
        var body = site.body("identifier", number);
        Answer again = site.client().post("sendOtp", body, "Idempotency-Key", "a");
        assertThat(again.message()).isEqualTo(first);
        assertThat(messages(site)).isEqualTo(2);
        assertThat(site.send(number, "idempotencyKey", "k".repeat(101)).succeeded()).isFalse();
    }

    @Test
    void aDoubleClickIsOneMessage() {
        Site site = site();
        String number = mobile();
        assertOneMessage(site, number, 8);
        clock.move(Duration.ofSeconds(3));
        assertOneMessage(site, mobile(), 8, "VAR1", "x");
        assertThat(site.send(number).succeeded()).isTrue();
        assertThat(messages(site)).isEqualTo(3);
    }

    @Test
    void anEmptyKeyIsNone() {
        Site site = site();
        String number = mobile();
        var body = site.body("identifier", number);
        Answer first = site.client().post("sendOtp", body, "Idempotency-Key", "");
        clock.move(Duration.ofSeconds(3));
        Answer second = site.client().post("sendOtp", body, "Idempotency-Key", "");
        assertThat(second.message()).isNotEqualTo(first.message());
    }

    @Test
    void aRepeatedResendIsOneMessage() {
        Site site = siteWith("resendTime", "0", "newCodeOnResend", "true");
        String reqId = site.started(mobile());
        postbox.code(reqId);
        List<Answer> answers =
                WidgetClient.together(
                        8,
                        n ->
                                site.client()
                                        .later(
                                                "retryOtp",
                                                site.body("reqId", reqId, "idempotencyKey", "a")));
        assertThat(answers).allMatch(Answer::succeeded);
        assertThat(messages(site)).isEqualTo(2);
        assertThat(site.verify(reqId, postbox.code(reqId, 2)).succeeded()).isTrue();
    }

    @Test
    void oneOfManyExchangesSucceeds() {
        Site site = site();
        String reqId = site.started(mobile());
        String token = site.verify(reqId, postbox.code(reqId)).message();
        List<Answer> answers = WidgetClient.together(32, n -> site.exchangeLater(token));
        assertThat(answers).filteredOn(Answer::succeeded).hasSize(1);
        assertThat(answers).filteredOn(answer -> answer.code() == 702).hasSize(31);
    }

    @Test
    void aHundredVisitorsAtOnceAreAllVerified() {
        Site site = site();
        List<String> people = IntStream.range(0, 100).mapToObj(_ -> mobile()).toList();
        List<Answer> exchanged = WidgetClient.together(100, n -> visit(site, people.get(n)));
        assertThat(exchanged).extracting(Answer::message).containsExactlyElementsOf(people);
    }

    @Test
    void eachCallIsOneRoundTrip() {
        Site site = site();
        verified(site);
        statements.forget();
        String reqId = site.started(mobile());
        assertThat(calls()).containsExactly("send_requests");
        String code = postbox.code(reqId);
        statements.forget();
        String token = site.verify(reqId, code).message();
        assertThat(calls()).containsExactly("verify_requests");
        statements.forget();
        assertThat(site.exchange(token).succeeded()).isTrue();
        assertThat(calls()).containsExactly("exchange_requests");
    }

    /** What was asked of the database, without the outbox's own rounds and records. */
    private List<String> calls() {
        return statements.made().stream()
                .filter(sql -> !sql.contains("message m") && !sql.contains("FROM message"))
                .map(sql -> sql.replaceAll("SELECT \\* FROM (\\w+_requests)\\(.*", "$1"))
                .toList();
    }

    private CompletableFuture<Answer> visit(Site site, String number) {
        return site.client()
                .later("sendOtp", site.body("identifier", number))
                .thenApplyAsync(sent -> postbox.await(sent.message(), 1).message())
                .thenCompose(mail -> site.verifyLater(mail.requestId(), mail.code().reveal()))
                .thenCompose(verified -> site.exchangeLater(verified.message()));
    }

    private void verified(Site site) {
        String reqId = site.started(mobile());
        assertThat(site.exchange(site.verify(reqId, postbox.code(reqId)).message()).succeeded())
                .isTrue();
    }

    private void assertOneMessage(Site site, String number, int calls, Object... fields) {
        long before = messages(site);
        List<Answer> answers =
                WidgetClient.together(
                        calls,
                        n ->
                                site.client()
                                        .later("sendOtp", site.body("identifier", number, fields)));
        assertThat(answers).allMatch(Answer::succeeded);
        assertThat(new HashSet<>(answers.stream().map(Answer::message).toList())).hasSize(1);
        assertThat(messages(site)).isEqualTo(before + 1);
        postbox.code(answers.getFirst().message());
        assertThat(postbox.of(answers.getFirst().message())).hasSize(1);
    }

    private static List<String> many(Site site, String number, int requests) {
        return IntStream.range(0, requests)
                .mapToObj(n -> site.started(number, "idempotencyKey", "request " + n))
                .toList();
    }

    private long attempts(Site site) {
        return number(
                "SELECT sum(attempts) FROM request WHERE widget_id = '" + site.widget() + "'");
    }

    private long messages(Site site) {
        return number("SELECT count(*) FROM message WHERE widget_id = '" + site.widget() + "'");
    }
}
