package org.otpwidget.server.verification;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.otpwidget.server.LogWatch;
import org.otpwidget.server.accesstoken.AccessTokens;
import org.otpwidget.server.accesstoken.Claims;
import org.otpwidget.server.accesstoken.Proof;
import org.otpwidget.server.credential.Token.Throttle;
import org.otpwidget.server.credential.TokenForm;
import org.otpwidget.server.delivery.provider.VendorStandIn;
import org.otpwidget.server.delivery.provider.VendorStandIn.Reply;
import org.otpwidget.server.invisible.InvisibleProviders;
import org.otpwidget.server.widget.Channel;
import org.springframework.beans.factory.annotation.Autowired;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * Invisible OTP as published mobile clients go through it: a redirect to the provider's address, a
 * redirect back, and an answer at its end. The provider is a stand-in that answers both of our
 * calls; the phone is this test.
 */
class InvisibleOtpIntegrationTests extends VerificationServer {

    private static final String CHECK = "http://carrier.example/check?id=1";

    private static final Executor PHONES = Thread::startVirtualThread;

    @Autowired private InvisibleProviders providers;
    @Autowired private AccessTokens accessTokens;

    private final VendorStandIn provider = new VendorStandIn();
    private final String mobile = mobile();

    @AfterEach
    void close() {
        provider.close();
    }

    @Test
    void verifiesWithoutACode() {
        Site site = invisibleSite();
        provider.answers(InvisibleOtpIntegrationTests::asDocumented);
        Answer away = sendMobile(site, mobile);
        assertThat(away.status()).isEqualTo(303);
        assertThat(away.text("location")).isEqualTo(CHECK);
        assertThat(away.text("type")).as("not to be taken for a request").isEqualTo("error");
        var begun = provider.lastRequest();
        assertThat(begun.json().path("number").asString()).isEqualTo("+" + mobile);
        assertThat(begun.header("authorization")).isEqualTo("Bearer provider-secret");

        Answer back = comeBack("good-code");
        assertThat(back.status()).isEqualTo(200);
        assertThat(back.succeeded()).as(back.toString()).isTrue();
        assertThat(back.body().path("invisibleVerified").asBoolean()).isTrue();
        assertThat(back.text("access-token")).isEqualTo(back.message());
        assertThat(provider.lastRequest().path()).isEqualTo("/checks/session 1");
        assertThat(provider.lastRequest().json().path("code").asString()).isEqualTo("good-code");
        Claims claims = ((Proof) accessTokens.verify(back.message())).claims();
        assertThat(claims.invisible()).isTrue();
        assertThat(claims.channel()).isNull();
        assertThat(claims.identifier()).isEqualTo(mobile);
        assertThat(site.exchange(back.message()).message()).isEqualTo(mobile);
        assertThat(site.exchange(back.message()).code()).isEqualTo(702);
        assertThat(messages(site)).isZero();
        assertThat(sendMobile(site, mobile).status()).as("and again").isEqualTo(303);
    }

    @Test
    void sendsNoCodeWhenTheCallbackComesAgain() {
        Site site = invisibleSite();
        provider.answers(InvisibleOtpIntegrationTests::asDocumented);
        assertThat(sendMobile(site, mobile).status()).isEqualTo(303);
        assertThat(comeBack("good-code").body().has("invisibleVerified")).isTrue();
        for (String code : new String[] {"good-code", "other"}) {
            Answer again = comeBack(code);
            assertThat(again.code()).isEqualTo(703);
            assertThat(again.text("reason")).isEqualTo("already_verified");
        }
        assertThat(messages(site)).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "500 | {}",
                "422 | {\"title\":\"network not supported\"}",
                "200 | nonsense",
                "200 | []",
                "200 | {\"request_id\":\"session 1\"}",
                "200 | {\"check_url\":\"http://carrier.example/\"}",
                "200 | {\"check_url\":\"ftp://carrier.example/\",\"request_id\":\"1\"}",
                "200 | {\"check_url\":{\"x\":1},\"request_id\":\"1\"}"
            })
    void sendsWhereNoCheckBegins(int status, String body) {
        Site site = invisibleSite();
        provider.answers(Reply.json(status, body));
        assertSent(sendMobile(site, mobile));
        assertThat(provider.requests()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "200 | {\"status\":\"failed\"}",
                "200 | {\"status\":true}",
                "200 | nonsense",
                "200 | ''",
                "400 | {\"status\":\"completed\"}",
                "500 | {}"
            })
    void sendsWhereTheCheckFails(int status, String body) {
        Site site = invisibleSite();
        provider.answers(
                request ->
                        request.path().equals("/begin")
                                ? asDocumented(request)
                                : Reply.json(status, body));
        assertThat(sendMobile(site, mobile).status()).isEqualTo(303);
        Answer back = comeBack("code");
        assertSent(back);
        assertThat(site.verify(back.message(), postbox.code(back.message())).succeeded()).isTrue();
        assertThat(comeBack("code").message()).as("one message").isEqualTo(back.message());
        assertThat(postbox.of(back.message())).hasSize(1);
    }

    @Test
    void sendsWithinTheTimeWhenNobodyAnswers() {
        Site site = invisibleSite();
        provider.neverAnswers();
        long start = System.nanoTime();
        assertSent(sendMobile(site, mobile));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
    }

    @Test
    void sendsWithinTheTimeWhenTheEndIsNotAnswered() {
        Site site = invisibleSite();
        provider.answers(InvisibleOtpIntegrationTests::asDocumented);
        assertThat(sendMobile(site, mobile).status()).isEqualTo(303);
        String callback = callback();
        provider.neverAnswers();
        long start = System.nanoTime();
        assertSent(get(callback + "&code=good-code"));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
    }

    @Test
    void sendsWhereThePhoneBringsNoProof() {
        Site site = invisibleSite();
        provider.answers(InvisibleOtpIntegrationTests::asDocumented);
        assertThat(sendMobile(site, mobile).status()).isEqualTo(303);
        assertSent(get(callback() + "&error=not_mobile"));
        assertThat(provider.requests()).as("the end is not asked for").hasSize(1);
    }

    /** On Wi-Fi a carrier may answer the phone with a page of its own, and never send it back. */
    @Test
    void sendsAtOnceWhenTheCheckBeforeCameToNothing() {
        Site site = invisibleSite();
        provider.answers(InvisibleOtpIntegrationTests::asDocumented);
        assertThat(sendMobile(site, mobile).status()).isEqualTo(303);
        assertSent(sendMobile(site, mobile));
        assertThat(sendMobile(site, mobile()).status()).as("another number").isEqualTo(303);
        clock.move(Duration.ofMinutes(2));
        assertThat(sendMobile(site, mobile).status()).as("after a while").isEqualTo(303);
    }

    @Test
    void takesNoStateThatIsForgedOrOver() {
        Site site = invisibleSite();
        provider.answers(InvisibleOtpIntegrationTests::asDocumented);
        assertThat(sendMobile(site, mobile).status()).isEqualTo(303);
        String callback = callback();
        String forged = callback.replaceFirst("state=.{40}", "state=" + "A".repeat(40));
        for (String address : new String[] {forged, callback.replaceFirst("state=.*", "x=1")}) {
            assertThat(get(address + "&code=good-code").text("reason"))
                    .isEqualTo("invalid_request");
        }
        clock.move(Duration.ofMinutes(2));
        assertThat(get(callback + "&code=good-code").text("reason")).isEqualTo("invalid_request");
        assertThat(messages(site)).isZero();
    }

    /** A proof is asked about under the name of the check that its own state began. */
    @Test
    void bindsTheProofToItsCheck() {
        Site site = invisibleSite();
        provider.answers(
                request ->
                        request.path().equals("/begin")
                                ? started("of " + request.json().path("number").asString())
                                : Reply.json(200, "{'status':'failed'}"));
        String attacker = mobile();
        assertThat(sendMobile(site, attacker).status()).isEqualTo(303);
        assertThat(sendMobile(site, mobile).status()).isEqualTo(303);
        assertSent(comeBack("proof-of-attacker"));
        assertThat(provider.lastRequest().path()).isEqualTo("/checks/of +" + mobile);
    }

    @Test
    void verifiesOnceForOneProof() {
        Site site = invisibleSite();
        provider.answers(InvisibleOtpIntegrationTests::asDocumented);
        assertThat(sendMobile(site, mobile).status()).isEqualTo(303);
        String callback = callback() + "&code=good-code";
        var answers =
                WidgetClient.together(
                        6, _ -> CompletableFuture.supplyAsync(() -> get(callback), PHONES));
        assertThat(answers).allMatch(one -> one.succeeded() || one.code() == 703);
        assertThat(answers.stream().filter(one -> one.body().has("invisibleVerified")))
                .isNotEmpty()
                .extracting(Answer::message)
                .containsOnly(first(answers));
        assertThat(
                        number(
                                "SELECT count(*) FROM request WHERE invisible AND widget_id = '%s'"
                                        .formatted(site.widget())))
                .isOne();
    }

    /** Providers confirm a proof once: whoever comes second must not be told that it failed. */
    @Test
    void sendsNoCodeWhenTheCallbackComesTwiceAtOnce() throws Exception {
        Site site = invisibleSite();
        var asked = new CountDownLatch(1);
        var answered = new CountDownLatch(1);
        var proofs = new AtomicInteger();
        provider.answers(
                request -> {
                    if (request.path().equals("/begin")) {
                        return started("session 1");
                    }
                    if (proofs.getAndIncrement() > 0) {
                        return Reply.json(400, "{}");
                    }
                    asked.countDown();
                    await(answered);
                    return Reply.json(200, "{'status':'completed'}");
                });
        assertThat(sendMobile(site, mobile).status()).isEqualTo(303);
        String callback = callback() + "&code=good-code";

        var first = comesBack(callback);
        await(asked);
        var others = Stream.generate(() -> comesBack(callback)).limit(4).toList();
        answered.countDown();

        assertThat(others).allMatch(one -> one.join().code() == 703);
        assertThat(first.get().body().has("invisibleVerified")).isTrue();
        assertThat(proofs).hasValue(1);
        assertThat(messages(site)).isZero();
    }

    /** The phone of the first may be gone: the others must lead to the code as well. */
    @Test
    void sendsOneCodeWhenTheFirstOfTwoCallbacksFails() {
        Site site = invisibleSite();
        var asked = new CountDownLatch(1);
        provider.answers(InvisibleOtpIntegrationTests::asDocumented);
        assertThat(sendMobile(site, mobile).status()).isEqualTo(303);
        String callback = callback() + "&code=good-code";
        var never = new CountDownLatch(1);
        provider.answers(
                _ -> {
                    asked.countDown();
                    await(never);
                    return Reply.json(500, "{}");
                });

        var first = comesBack(callback);
        await(asked);
        var others = Stream.generate(() -> comesBack(callback)).limit(3).toList();

        assertSent(first.join());
        String reqId = first.join().message();
        never.countDown();
        assertThat(others).allMatch(one -> one.join().message().equals(reqId));
        assertThat(postbox.of(reqId)).hasSize(1);
        assertThat(messages(site)).isOne();
    }

    @Test
    void waitsForNobodyForLong() {
        Site site = invisibleSite();
        provider.answers(InvisibleOtpIntegrationTests::asDocumented);
        assertThat(sendMobile(site, mobile).status()).isEqualTo(303);
        assertThat(
                        number(
                                """
                                WITH another AS (
                                    UPDATE invisible_attempt SET asked_at = '%s'
                                     WHERE widget_id = '%s' RETURNING *)
                                SELECT count(*) FROM another
                                """
                                        .formatted(clock.instant(), site.widget())))
                .isOne();
        long start = System.nanoTime();
        assertSent(comeBack("good-code"));
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isGreaterThan(Duration.ofSeconds(1));
        assertThat(provider.requests()).as("the other one asks").hasSize(1);
        clock.move(Duration.ofSeconds(3));
        assertThat(comeBack("good-code").body().has("invisibleVerified"))
                .as("the other one has died")
                .isTrue();
    }

    private CompletableFuture<Answer> comesBack(String callback) {
        return CompletableFuture.supplyAsync(() -> get(callback), PHONES);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void isForAppsAndNumbersOnly() {
        Site site = invisibleSite();
        provider.answers(InvisibleOtpIntegrationTests::asDocumented);
        assertSent(site.send(mobile));
        assertSent(sendMobile(site, email()));
        var body = site.body("identifier", mobile());
        assertSent(site.client().post("sendOtpMobile", body, "Origin", "https://shop.example"));
        assertThat(provider.requests()).isEmpty();
        Site off = siteWith("platforms", "\"both\"");
        assertSent(sendMobile(off, mobile()));
    }

    @Test
    void countsACheckAgainstTheThrottleRuleOnce() {
        Site site = invisibleSite();
        provider.answers(Reply.json(500, "{}"));
        var rule = new TokenForm("Test", true, Set.of(), new Throttle(3, 60, 600));
        Site shop = site.with(token(site.account(), rule));
        for (int call = 0; call < 3; call++) {
            assertSent(sendMobile(shop, mobile()));
        }
        assertThat(sendMobile(shop, mobile()).code()).isEqualTo(408);
        assertThat(provider.requests()).hasSize(3);
    }

    @Test
    void asksNobodyWithoutAProvider() {
        Site site = invisibleSite();
        assertThat(got(providers.delete(site.account()))).isTrue();
        assertSent(sendMobile(site, mobile));
        assertThat(provider.requests()).isEmpty();
    }

    @Test
    void keepsThePlannedChannelForTheFallback() {
        Site site = invisibleSite("primaryChannel", "\"whatsapp\"", "resendChannels", "[\"sms\"]");
        provider.answers(Reply.json(500, "{}"));
        Answer sent = sendMobile(site, mobile);
        assertThat(postbox.await(sent.message(), 1).channel()).isEqualTo(Channel.WHATSAPP);
    }

    private Site invisibleSite(String... more) {
        var all = new String[more.length + 4];
        System.arraycopy(more, 0, all, 0, more.length);
        all[more.length] = "invisible";
        all[more.length + 1] = "true";
        all[more.length + 2] = "platforms";
        all[more.length + 3] = "\"both\"";
        Site site = siteWith(all);
        LogWatch.secret("provider-secret");
        var form =
                (ObjectNode)
                        JsonMapper.shared()
                                .readTree(
                                        """
                                        {"startUrl":"%s/begin","finishUrl":"%s/checks/##SESSION##",
                                         "startBody":"{\\"number\\":\\"##PLUS_TO##\\",\\"back\\":\\"##CALLBACK_URL##\\",\\"ip\\":\\"##IP##\\"}",
                                         "authorization":"Bearer provider-secret"}
                                        """
                                                .formatted(provider.url(), provider.url()));
        got(providers.put(site.account(), form));
        return site;
    }

    private static Reply asDocumented(VendorStandIn.Request request) {
        if (request.path().equals("/begin")) {
            return started("session 1");
        }
        boolean good = request.json().path("code").asString().equals("good-code");
        return Reply.json(good ? 200 : 400, good ? "{'status':'completed'}" : "{}");
    }

    private static Reply started(String session) {
        return Reply.json(200, "{'request_id':'%s','check_url':'%s'}".formatted(session, CHECK));
    }

    private static Answer sendMobile(Site site, String identifier) {
        return site.client().post("sendOtpMobile", site.body("identifier", identifier));
    }

    /** What the phone calls at last, as the newest check told the provider. */
    private String callback() {
        var begun =
                provider.requests().stream()
                        .filter(request -> request.path().equals("/begin"))
                        .toList()
                        .getLast();
        return begun.json().path("back").asString();
    }

    private Answer comeBack(String code) {
        return get(callback() + "&code=" + code);
    }

    private Answer get(String callback) {
        return client(callback).get(path(callback));
    }

    /** The public address of the tests leads to another port. */
    private WidgetClient client(String callback) {
        assertThat(URI.create(callback).getPath()).isEqualTo("/api/v5/widget/invisible");
        return new WidgetClient(base());
    }

    private static String path(String callback) {
        return "invisible?" + Objects.requireNonNull(URI.create(callback).getRawQuery());
    }

    private static String first(List<Answer> answers) {
        return answers.stream()
                .filter(one -> one.body().has("invisibleVerified"))
                .map(Answer::message)
                .findFirst()
                .orElseThrow();
    }

    private static void assertSent(Answer answer) {
        assertThat(answer.succeeded()).as(answer.toString()).isTrue();
        assertThat(answer.message()).matches("[0-9a-f]{24}");
        assertThat(answer.body().has("invisibleVerified")).isFalse();
    }

    private long messages(Site site) {
        return number(
                "SELECT count(*) FROM message WHERE widget_id = '%s'".formatted(site.widget()));
    }
}
