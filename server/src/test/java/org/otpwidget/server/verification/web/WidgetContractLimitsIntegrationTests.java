package org.otpwidget.server.verification.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.otpwidget.server.credential.IpState;
import org.otpwidget.server.credential.IpState.State;
import org.otpwidget.server.credential.IpStates;
import org.otpwidget.server.credential.Token.Throttle;
import org.otpwidget.server.credential.TokenForm;
import org.otpwidget.server.verification.Answer;
import org.otpwidget.server.verification.Site;
import org.otpwidget.server.verification.VerificationServer;
import org.otpwidget.server.widget.Channel;
import org.springframework.beans.factory.annotation.Autowired;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Contract section 1: resends, throttle rules and the states of client addresses. */
class WidgetContractLimitsIntegrationTests extends VerificationServer {

    private static final String BLOCKED =
            "{'type':'error','code':408,'message':'IPBlocked','reason':'rate_limited'%s}";

    private static final String UNFIT =
            "{'type':'error','message':'This channel is not available for a resend.',"
                    + "'reason':'channel_unavailable'}";

    @Autowired private IpStates states;

    @Test
    void resendsAfterTheWait() {
        Site site = site();
        String reqId = site.started(mobile());
        String code = postbox.code(reqId);
        assertBody(
                site.retry(reqId),
                "{'type':'error','code':704,'message':'wait 30 seconds to retry.',"
                        + "'reason':'resend_too_soon','retryAfter':30}");
        clock.move(Duration.ofMillis(29_001));
        assertBody(
                site.retry(reqId),
                "{'type':'error','code':704,'message':'wait 1 seconds to retry.',"
                        + "'reason':'resend_too_soon','retryAfter':1}");
        clock.move(Duration.ofMillis(999));
        assertBody(
                site.retry(reqId),
                "{'type':'success','message':'%s','channel':'11','retryAfter':30,'expiresIn':570,"
                                .formatted(reqId)
                        + "'attemptsLeft':3,'retriesLeft':2}");
        assertThat(postbox.code(reqId, 2)).isEqualTo(code);
        assertThat(site.verify(reqId, code).succeeded()).isTrue();
    }

    @Test
    void keepsTheAttemptsOverAResend() {
        Site site = site();
        String reqId = site.started(mobile());
        String code = postbox.code(reqId);
        assertThat(site.verify(reqId, Site.wrong(code)).code()).isEqualTo(705);
        clock.move(Duration.ofSeconds(30));
        assertThat(site.retry(reqId).body().path("attemptsLeft").asInt()).isEqualTo(2);
        assertThat(site.verify(reqId, Site.wrong(code)).code()).isEqualTo(705);
        assertThat(site.verify(reqId, Site.wrong(code)).code()).isEqualTo(705);
        assertThat(site.verify(reqId, code).code()).isEqualTo(704);
    }

    @Test
    void resendsOnlySoOften() {
        Site site = siteWith("resendCount", "2", "resendTime", "0");
        String reqId = site.started(mobile());
        assertThat(site.retry(reqId).succeeded()).isTrue();
        assertThat(site.retry(reqId).body().path("retriesLeft").asInt(-1)).isZero();
        String maxed =
                "{'type':'error','code':704,'message':'OTP retry count maxed out',"
                        + "'reason':'resend_limit'}";
        assertBody(site.retry(reqId), maxed);
        clock.move(Duration.ofSeconds(31));
        assertBody(site.retry(reqId), maxed);
        assertThat(site.verify(reqId, postbox.code(reqId, 3)).succeeded()).isTrue();
    }

    @Test
    void makesANewCodeWhereTheWidgetWantsIt() {
        Site site = siteWith("newCodeOnResend", "true", "resendTime", "0", "otpLength", "9");
        String reqId = site.started(mobile());
        String first = postbox.code(reqId);
        clock.move(Duration.ofMinutes(9));
        Answer retried = site.retry(reqId);
        assertThat(retried.message()).isEqualTo(reqId);
        assertThat(retried.body().path("expiresIn").asInt()).isEqualTo(600);
        String second = postbox.code(reqId, 2);
        assertThat(second).isNotEqualTo(first).hasSize(9);
        assertThat(site.verify(reqId, first).code()).isEqualTo(705);
        clock.move(Duration.ofMinutes(9));
        assertThat(site.verify(reqId, second).succeeded()).isTrue();
    }

    @Test
    void resendsOverTheChannelAskedFor() {
        Site site = siteWith("resendTime", "0");
        String reqId = site.started(mobile());
        assertThat(site.retry(reqId, "retryChannel", 12).text("channel")).isEqualTo("12");
        assertThat(site.retry(reqId, "retryChannel", "11").text("channel")).isEqualTo("11");
        assertThat(postbox.await(reqId, 2).channel()).isEqualTo(Channel.WHATSAPP);
        String other = site.started(email());
        var body = site.body("reqId", other);
        body.put("retryChannel", null);
        assertThat(site.client().post("retryOtp", body).text("channel")).isEqualTo("3");
    }

    @Test
    void aDefaultWidgetResendsTheWayItSentWhateverItsList() {
        for (String list : List.of("[]", "[\"email\"]")) {
            Site site = siteWith("resendTime", "0", "resendChannels", list);
            String reqId = site.started(mobile());
            assertThat(site.retry(reqId).text("channel")).isEqualTo("11");
            assertThat(site.retry(reqId, "retryChannel", 11).text("channel")).isEqualTo("11");
            assertBody(site.retry(reqId, "retryChannel", 12), UNFIT);
        }
    }

    @Test
    void aCustomWidgetResendsOverItsListOnly() {
        String custom = "\"custom\"";
        Site none = siteWith("resendTime", "0", "widgetType", custom, "resendChannels", "[]");
        String reqId = none.started(mobile());
        assertBody(none.retry(reqId), UNFIT);
        assertBody(none.retry(reqId, "retryChannel", 11), UNFIT);
        assertThat(number("SELECT retries::bigint FROM request WHERE id = '" + reqId + "'"))
                .isZero();

        Site other =
                siteWith(
                        "resendTime", "0",
                        "widgetType", custom,
                        "resendChannels", "[\"voice\",\"whatsapp\",\"email\"]");
        String moved = other.started(mobile());
        assertBody(other.retry(moved, "retryChannel", 11), UNFIT);
        assertThat(other.retry(moved, "idempotencyKey", "a").text("channel")).isEqualTo("12");
        assertThat(other.retry(moved, "idempotencyKey", "a").text("channel")).isEqualTo("12");
        assertThat(postbox.await(moved, 2).channel()).isEqualTo(Channel.WHATSAPP);
    }

    /** Its provider was there when the message was sent, and is gone now. */
    @Test
    void resendsNothingOverAChannelThatIsNotAvailable() {
        Site site = siteWith("resendTime", "0", "resendChannels", "[\"voice\"]");
        String reqId = site.started(mobile());
        got(
                database.sql("UPDATE request SET channel = 4 WHERE id = :id")
                        .bind("id", reqId)
                        .fetch()
                        .rowsUpdated());
        assertBody(site.retry(reqId), UNFIT);
        assertThat(number("SELECT retries::bigint FROM request WHERE id = '" + reqId + "'"))
                .isZero();
    }

    @Test
    void refusesChannelsThatDoNotFit() {
        Site site = siteWith("resendTime", "0", "resendChannels", "[\"sms\",\"email\"]");
        String reqId = site.started(mobile());
        assertBody(site.retry(reqId, "retryChannel", 12), UNFIT);
        assertBody(site.retry(reqId, "retryChannel", "3"), UNFIT);
        assertBody(
                site.retry(reqId, "retryChannel", 4),
                "{'type':'error','message':'Messages by voice cannot be sent at the moment.',"
                        + "'reason':'channel_unavailable'}");
        for (Object channel : List.of(5, "sms", "99999999999")) {
            assertBody(
                    site.retry(reqId, "retryChannel", channel),
                    "{'type':'error','message':'retryChannel must be 11 (SMS), 12 (WhatsApp), 4"
                            + " (voice) or 3 (e-mail).','reason':'invalid_request'}");
        }
        assertThat(postbox.of(reqId)).hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void blocksAClientForAWhile() {
        Site site = throttled(3, 60, 120);
        for (int n = 0; n < 3; n++) {
            assertThat(send(site, "203.0.113.1").succeeded()).isTrue();
        }
        assertBody(send(site, "203.0.113.1"), BLOCKED.formatted(",'retryAfter':120"));
        assertThat(send(site, "203.0.113.2").succeeded()).as("another client").isTrue();
        clock.move(Duration.ofSeconds(119));
        assertBody(send(site, "203.0.113.1"), BLOCKED.formatted(",'retryAfter':1"));
        clock.move(Duration.ofSeconds(1));
        assertThat(send(site, "203.0.113.1").succeeded()).isTrue();
    }

    @Test
    void countsGuessesAndResendsAsWell() {
        Site site = throttled(3, 60, 120);
        String reqId = site.started(mobile());
        String code = postbox.code(reqId);
        assertThat(site.verify(reqId, Site.wrong(code)).code()).isEqualTo(705);
        assertThat(site.retry(reqId).code()).isEqualTo(704);
        assertBody(site.verify(reqId, code), BLOCKED.formatted(",'retryAfter':120"));
        assertBody(site.retry(reqId), BLOCKED.formatted(",'retryAfter':120"));
        clock.move(Duration.ofMinutes(2));
        assertThat(site.verify(reqId, code).succeeded()).isTrue();
    }

    @Test
    void countsAnIpv6NetworkAsOneClient() {
        Site site = throttled(3, 60, 120);
        for (int n = 1; n <= 3; n++) {
            assertThat(send(site, "2001:db8:1:2::" + n).succeeded()).isTrue();
        }
        assertBody(send(site, "2001:db8:1:2:ffff::9"), BLOCKED.formatted(",'retryAfter':120"));
        assertThat(send(site, "2001:db8:1:3::1").succeeded()).as("another network").isTrue();
    }

    @Test
    void keepsToTheStateThatAnAddressWasGiven() {
        Site site = throttled(1, 60, 120);
        put(site, "203.0.113.3", State.PERMANENTLY_BLOCKED);
        assertBody(send(site, "203.0.113.3"), BLOCKED.formatted(""));
        clock.move(Duration.ofDays(1));
        assertBody(send(site, "203.0.113.3"), BLOCKED.formatted(""));
        put(site, "203.0.113.4", State.WHITELISTED);
        for (int n = 0; n < 5; n++) {
            assertThat(send(site, "203.0.113.4").succeeded()).isTrue();
        }
        put(site, "203.0.113.3", State.NORMAL);
        assertThat(send(site, "203.0.113.3").succeeded()).isTrue();
    }

    @Test
    void keepsToTheStateWithoutAThrottleRuleToo() {
        Site site = site();
        put(site, "203.0.113.5", State.PERMANENTLY_BLOCKED);
        put(site, "2001:db8:2:2::", State.PERMANENTLY_BLOCKED);
        assertBody(send(site, "203.0.113.5"), BLOCKED.formatted(""));
        assertBody(send(site, "2001:db8:2:2::7"), BLOCKED.formatted(""));
        assertThat(send(site, "203.0.113.6").succeeded()).isTrue();
    }

    private Site throttled(int hits, int period, int block) {
        Site site = site();
        var form = new TokenForm("Test", true, Set.of(), new Throttle(hits, period, block));
        return site.with(token(site.account(), form));
    }

    @Test
    void blocksReadsAndPollsToo() {
        Site site = site();
        String blocked = "203.0.113.5";
        String reqId = site.started(mobile());
        assertThat(process(site, blocked).text("status")).isEqualTo("success");
        assertThat(poll(site, reqId, blocked).succeeded()).isTrue();

        put(site, blocked, State.PERMANENTLY_BLOCKED);
        clock.move(Duration.ofSeconds(10));

        assertBody(
                poll(site, reqId, blocked),
                "{'type':'error','code':408,'message':'IPBlocked','reason':'rate_limited'}");
        assertThat(poll(site, "0".repeat(24), blocked).code()).isEqualTo(408);
        assertThat(process(site, blocked).code()).isEqualTo(408);
        assertThat(process(site, blocked).text("status")).isEqualTo("fail");
        assertThat(process(site, "203.0.113.6").text("status")).isEqualTo("success");
        assertThat(poll(site, reqId, "203.0.113.6").succeeded()).isTrue();
    }

    @Test
    void readsAndPollsAreNoHits() {
        Site site = throttled(2, 60, 120);
        String ip = "203.0.113.7";
        for (int call = 0; call < 5; call++) {
            assertThat(process(site, ip).text("status")).isEqualTo("success");
            assertThat(poll(site, "0".repeat(24), ip).code()).isEqualTo(709);
        }
        assertThat(send(site, ip).succeeded()).isTrue();
        assertThat(send(site, ip).succeeded()).isTrue();
        assertThat(send(site, ip).code()).isEqualTo(408);
        assertThat(poll(site, "0".repeat(24), ip).body().path("retryAfter").asInt()).isEqualTo(120);
    }

    @Test
    void readingAgainAsksNoDatabaseWhereNoAddressIsKnown() {
        Site site = site();
        statements.forget();
        process(site, "203.0.113.5");
        assertThat(statements.made()).anyMatch(sql -> sql.contains("FROM ip_state"));
        statements.forget();
        process(site, "203.0.113.5");
        assertThat(statements.made()).noneMatch(sql -> sql.matches("(?s).*(ip_state|throttle).*"));
    }

    private static Answer process(Site site, String ip) {
        return site.client()
                .get(
                        "getWidgetProcess?widgetId=" + site.widget() + "&tokenAuth=" + site.token(),
                        "X-Forwarded-For",
                        ip);
    }

    private static Answer poll(Site site, String reqId, String ip) {
        return site.client()
                .post(
                        "isOneTapAuthenticated",
                        site.body("requestId", reqId),
                        "X-Forwarded-For",
                        ip);
    }

    private void put(Site site, String ip, State state) {
        got(states.put(got(tokens.find(site.token())), new IpState(ip, state, null)));
    }

    private static Answer send(Site site, String ip) {
        return site.client()
                .post("sendOtp", site.body("identifier", mobile()), "X-Forwarded-For", ip);
    }
}
