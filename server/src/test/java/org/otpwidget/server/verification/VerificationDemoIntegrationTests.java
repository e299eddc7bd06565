package org.otpwidget.server.verification;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.otpwidget.server.LogWatch;
import org.otpwidget.server.accesstoken.AccessTokens;
import org.otpwidget.server.accesstoken.Proof;
import org.otpwidget.server.credential.IpState;
import org.otpwidget.server.credential.IpState.State;
import org.otpwidget.server.credential.IpStates;
import org.otpwidget.server.credential.Token.Throttle;
import org.otpwidget.server.credential.TokenForm;
import org.otpwidget.server.identifier.Identifiers;
import org.otpwidget.server.identifier.Parsed.Accepted;
import org.otpwidget.server.widget.Widget;
import org.springframework.beans.factory.annotation.Autowired;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/** Verification rule 13: a fixed identity that nothing is sent to. */
class VerificationDemoIntegrationTests extends VerificationServer {

    private static final String CODE = "424242";

    @Autowired private AccessTokens accessTokens;
    @Autowired private IpStates states;
    @Autowired private SendCall sendCall;

    private final String mobile = mobile();
    private final String email = email();

    @Test
    void verifiesByTheFixedCodeAndSendsNothing() {
        Site site = demoSite("captcha", "true");
        for (String identifier : new String[] {mobile, "+" + mobile, email}) {
            String reqId = site.started(identifier);
            Answer verified = site.verify(reqId, CODE);
            assertThat(verified.succeeded()).as(verified.toString()).isTrue();
            Proof proof = (Proof) accessTokens.verify(verified.message());
            assertThat(proof.claims().demo()).isTrue();
            assertBody(
                    site.exchange(verified.message()),
                    "{'type':'success','message':'%s','demo':true}"
                            .formatted(identifier.replace("+", "")));
            assertThat(marked(reqId)).isTrue();
        }
        assertThat(messages(site)).isZero();
        assertThat(site.send(mobile()).text("reason")).isEqualTo("captcha_required");
    }

    @Test
    void marksNobodyElse() {
        Site site = demoSite();
        String reqId = site.started(mobile());
        String token = site.verify(reqId, postbox.code(reqId)).message();
        assertThat(((Proof) accessTokens.verify(token)).claims().demo()).isFalse();
        assertThat(site.exchange(token).body().has("demo")).isFalse();
        assertThat(marked(reqId)).isFalse();
    }

    @Test
    void keepsTheCodeSealedAndHashed() {
        Site site = demoSite();
        site.started(email);
        assertThat(number("SELECT count(*) FROM widget WHERE settings::text LIKE '%" + CODE + "%'"))
                .isZero();
        assertThat(
                        number(
                                "SELECT count(*) FROM request WHERE widget_id = '%s'"
                                                .formatted(site.widget())
                                        + " AND octet_length(code_hash) > 20"
                                        + " AND code_sealed IS NULL"))
                .isOne();
    }

    @Test
    void countsTheAttemptsOfARequest() {
        Site site = demoSite();
        String reqId = site.started(mobile);
        for (int left = 2; left >= 0; left--) {
            Answer wrong = site.verify(reqId, "999999");
            assertThat(wrong.code()).isEqualTo(705);
            assertThat(wrong.body().path("attemptsLeft").asInt()).isEqualTo(left);
        }
        assertThat(site.verify(reqId, CODE).code()).isEqualTo(704);
    }

    @Test
    void verifiesOnce() {
        Site site = demoSite();
        String reqId = site.started(mobile);
        var answers = WidgetClient.together(8, _ -> site.verifyLater(reqId, CODE));
        assertThat(answers).filteredOn(Answer::succeeded).hasSize(1);
        assertThat(answers)
                .filteredOn(answer -> !answer.succeeded())
                .allMatch(answer -> answer.code() == 703);
    }

    @Test
    void isExemptFromThrottleAndGuessBudgetAndUsesUpNeither() {
        Site site = demoSite("attemptLimit", "20", "resendTime", "0");
        var rule = new TokenForm("Test", true, Set.of(), new Throttle(2, 60, 600));
        Site shop = site.with(token(site.account(), rule));
        String reqId = shop.started(mobile);
        for (int guess = 0; guess < 15; guess++) {
            assertThat(shop.verify(reqId, "999999").code()).isEqualTo(705);
        }
        assertThat(shop.retry(reqId).succeeded()).isTrue();
        assertThat(shop.verify(reqId, CODE).succeeded()).isTrue();
        shop.started(mobile());
        shop.started(mobile());
        assertThat(shop.send(mobile()).code()).as("the rule holds for others").isEqualTo(408);
        assertThat(shop.send(email).succeeded()).as("and not for the demo").isTrue();
    }

    @Test
    void keepsOutWhoWasBlockedByHand() {
        Site site = demoSite();
        String reqId = site.started(mobile);
        var forGood = new IpState("127.0.0.1", State.PERMANENTLY_BLOCKED, null);
        got(states.put(got(tokens.find(site.token())), forGood));
        assertThat(site.send(email).code()).isEqualTo(408);
        assertThat(site.verify(reqId, CODE).code()).isEqualTo(408);
        assertThat(site.retry(reqId).code()).isEqualTo(408);
    }

    @Test
    void resendsNothingOverAnyChannelOfTheWidget() {
        Site site =
                demoSite(
                        "resendTime",
                        "10",
                        "resendCount",
                        "2",
                        "newCodeOnResend",
                        "true",
                        "resendChannels",
                        "[\"voice\"]",
                        "widgetType",
                        "\"custom\"");
        String reqId = site.started(mobile);
        assertThat(site.retry(reqId, "retryChannel", 4).text("reason"))
                .isEqualTo("resend_too_soon");
        clock.move(Duration.ofSeconds(10));
        Answer retried = site.retry(reqId, "retryChannel", 4);
        assertThat(retried.text("channel")).as(retried.toString()).isEqualTo("4");
        assertThat(retried.message()).isEqualTo(reqId);
        clock.move(Duration.ofSeconds(10));
        assertThat(site.retry(reqId, "retryChannel", 12).text("reason"))
                .isEqualTo("channel_unavailable");
        assertThat(site.verify(reqId, CODE).succeeded()).isTrue();
        assertThat(messages(site)).isZero();
    }

    @Test
    void startsNoAutomaticResends() {
        Site site = demoSite("autoRetry", "{\"afterSeconds\":5,\"channels\":[\"whatsapp\"]}");
        site.started(mobile);
        assertThat(
                        number(
                                "SELECT count(*) FROM request WHERE widget_id = '%s'"
                                                .formatted(site.widget())
                                        + " AND auto_retry_at IS NOT NULL"))
                .isZero();
    }

    @Test
    void endsWhenItExpires() {
        Instant end = clock.instant().plusSeconds(60);
        Site site = site(settings(", \"expiresAt\": \"" + end + "\""));
        String reqId = site.started(mobile);
        clock.move(Duration.ofSeconds(60));
        assertThat(site.verify(reqId, CODE).succeeded()).as("what was begun may end").isTrue();
        String after = site.started(mobile, "idempotencyKey", "after");
        assertThat(postbox.await(after, 1).message().recipient()).isEqualTo(mobile);
        assertThat(marked(after)).isFalse();
    }

    @Test
    void isDecidedOnceForACall() {
        Instant end = clock.instant().plusSeconds(60);
        Site site = site(settings(", \"expiresAt\": \"" + end + "\""));
        Widget widget = got(widgets.find(site.widget()));
        var identifier = ((Accepted) Identifiers.parse(mobile, true, true)).identifier();
        var caller =
                new Caller(
                        site.account(),
                        got(tokens.find(site.token())),
                        Platform.WEB,
                        InetAddress.getLoopbackAddress(),
                        null,
                        null);
        var order =
                new SendOrder(
                        widget,
                        caller,
                        identifier,
                        null,
                        null,
                        Map.of(),
                        Visit.UNKNOWN,
                        widget.settings().demo(identifier, clock.instant()));
        clock.move(Duration.ofSeconds(60));
        var sent = (Outcome.Sent) got(sendCall.send(order));
        assertThat(marked(sent.reqId())).as("no captcha was asked for it").isTrue();
        assertThat(messages(site)).isZero();
    }

    @Test
    void isUsedAsOftenADayAsTheCapSays() {
        Site site = demoSite();
        site.started(mobile);
        uses(site, 997);
        String reqId = site.started(email);
        assertThat(site.verify(reqId, "999999").code()).isEqualTo(705);
        assertThat(site.verify(reqId, CODE).succeeded()).isTrue();
        Answer refused = site.send(mobile, "idempotencyKey", "one too many");
        assertThat(refused.text("reason")).isEqualTo("rate_limited");
        assertThat(refused.body().path("retryAfter").asInt()).isBetween(1, 86_400);
        String other = site.started(mobile());
        assertThat(site.verify(other, postbox.code(other)).succeeded()).isTrue();
        clock.move(Duration.ofDays(1));
        assertThat(site.send(mobile, "idempotencyKey", "tomorrow").succeeded()).isTrue();
    }

    @Test
    void capsGuessesToo() {
        Site site = demoSite();
        String reqId = site.started(mobile);
        uses(site, 1000);
        Answer refused = site.verify(reqId, CODE);
        assertThat(refused.text("reason")).isEqualTo("rate_limited");
        uses(site, 999);
        assertThat(site.verify(reqId, CODE).succeeded()).isTrue();
    }

    @Test
    void countsCallsAtTheSameTime() {
        Site site = demoSite();
        site.started(mobile);
        uses(site, 990);
        var answers =
                WidgetClient.together(
                        30,
                        n ->
                                site.client()
                                        .later(
                                                "sendOtp",
                                                site.body(
                                                        "identifier",
                                                        n % 2 == 0 ? mobile : email,
                                                        "idempotencyKey",
                                                        "call " + n)));
        assertThat(answers).filteredOn(Answer::succeeded).hasSize(10);
    }

    private Site demoSite(String... more) {
        var all = new String[more.length + 2];
        System.arraycopy(more, 0, all, 0, more.length);
        all[more.length] = "demoCredentials";
        all[more.length + 1] = credentials("");
        return siteWith(all);
    }

    private String settings(String more) {
        return OPEN.strip().replaceFirst("}$", "")
                + ",\"demoCredentials\":"
                + credentials(more)
                + "}";
    }

    private String credentials(String more) {
        LogWatch.code(CODE);
        return "{\"name\":\"Reviewer\",\"mobile\":\"%s\",\"email\":\"%s\",\"otp\":\"%s\"%s}"
                .formatted(mobile, email, CODE, more);
    }

    private void uses(Site site, int uses) {
        long rows =
                got(
                        database.sql("UPDATE demo_use SET uses = :uses WHERE widget_id = :id")
                                .bind("uses", uses)
                                .bind("id", site.widget())
                                .fetch()
                                .rowsUpdated());
        assertThat(rows).isOne();
    }

    private boolean marked(String reqId) {
        return number("SELECT demo::int::bigint FROM request WHERE id = '%s'".formatted(reqId))
                == 1;
    }

    private long messages(Site site) {
        return number(
                "SELECT count(*) FROM message WHERE widget_id = '%s'".formatted(site.widget()));
    }
}
