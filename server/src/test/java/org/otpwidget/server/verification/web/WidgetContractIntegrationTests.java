package org.otpwidget.server.verification.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.otpwidget.server.verification.Answer;
import org.otpwidget.server.verification.Postbox.Mail;
import org.otpwidget.server.verification.Site;
import org.otpwidget.server.verification.VerificationServer;
import org.otpwidget.server.widget.Channel;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.NullNode;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Contract section 1, call by call: what goes right, and what the calls refuse. */
class WidgetContractIntegrationTests extends VerificationServer {

    private static final String WRONG =
            "{'type':'error','code':705,'message':'invalid otp','reason':'otp_invalid',"
                    + "'attemptsLeft':%d}";
    private static final String EXCEEDED =
            "{'type':'error','code':704,'message':'verification limit exceeded',"
                    + "'reason':'attempts_exceeded','attemptsLeft':0}";
    private static final String VERIFIED =
            "{'type':'error','code':703,'message':'otp already verified',"
                    + "'reason':'already_verified'}";

    @Test
    void sendsVerifiesAndExchanges() {
        Site site = site();
        Answer sent = site.send("+91 " + mobile().substring(2));
        assertThat(sent.message()).matches("[0-9a-f]{24}");
        assertBody(
                sent,
                "{'type':'success','message':'%s','channel':'11','retryAfter':30,'expiresIn':600,"
                                .formatted(sent.message())
                        + "'attemptsLeft':3,'retriesLeft':3}");

        Answer verified = site.verify(sent.message(), postbox.code(sent.message()));
        assertBody(
                verified,
                "{'type':'success','message':'%1$s','access-token':'%1$s'}"
                        .formatted(verified.message()));
        assertThat(claims(verified.message())).contains("\"" + site.widget() + "\"");

        String identifier = postbox.await(sent.message(), 1).message().recipient();
        assertBody(
                site.exchange(verified.message()),
                "{'type':'success','message':'%s'}".formatted(identifier));
        assertBody(
                site.exchange(verified.message()),
                "{'type':'error','code':702,'message':'access-token already verified',"
                        + "'reason':'already_verified'}");
    }

    @Test
    void takesPathsInAnyCase() {
        Site site = site();
        for (String call : List.of("sendOTP", "sendotp", "SENDOTP", "sendOtpMobile")) {
            Answer sent = site.client().post(call, site.body("identifier", mobile()));
            assertThat(sent.succeeded()).as(call).isTrue();
        }
    }

    @Test
    void answersInJsonWhereNothingIs() {
        Site site = site();
        for (String call : List.of("nothing", "sendOtp/", "verifyOtp/x", "%ff%00")) {
            Answer missing = site.client().post(call, Map.of());
            assertThat(missing.status()).isEqualTo(404);
            assertThat(missing.text("type")).isEqualTo("error");
            assertThat(missing.text("reason")).isEqualTo("not_found");
        }
        assertThat(site.client().get("nothing?a=1").status()).isEqualTo(404);
        assertThat(site.client().post("nothing", "a/b", new byte[] {123}).status()).isEqualTo(404);
    }

    @Test
    void wantsPost() {
        assertBody(
                site().client().get("sendOtp"),
                "{'type':'error','message':'Use POST for this call.',"
                        + "'reason':'invalid_request'}");
    }

    @Test
    void namesTheFieldThatIsMissing() {
        Site site = site();
        assertMissing(site.client().post("sendOtp", Map.of()), "widgetId");
        assertMissing(
                site.client().post("sendOtp", Map.of("widgetId", site.widget())), "tokenAuth");
        assertMissing(site.send("  "), "identifier");
        assertMissing(site.retry(" "), "reqId");
        assertMissing(site.verify("", "1"), "reqId");
        assertMissing(site.verify("000000000000000000000000", ""), "otp");
        assertMissing(
                site.client().post("isOneTapAuthenticated", site.body("reqId", "x")), "requestId");
        assertMissing(site.client().post("verifyAccessToken", Map.of()), "authkey");
        assertMissing(
                site.client().post("verifyAccessToken", Map.of("authkey", site.authkey())),
                "access-token");
    }

    @Test
    void takesCodesAsNumbersAndWithBlanks() {
        Site site = site();
        String first = site.started(mobile());
        assertThat(site.verify(first, Integer.parseInt(postbox.code(first))).succeeded()).isTrue();
        String second = site.started(mobile());
        String code = postbox.code(second);
        assertThat(
                        site.verify(second, "  " + code.substring(0, 3) + " " + code.substring(3))
                                .succeeded())
                .isTrue();
    }

    @Test
    void countsWrongCodesUpToTheLimit() {
        Site site = site();
        String reqId = site.started(mobile());
        String code = postbox.code(reqId);
        assertBody(site.verify(reqId, Site.wrong(code)), WRONG.formatted(2));
        assertBody(site.verify(reqId, "9".repeat(400)), WRONG.formatted(1));
        assertBody(site.verify(reqId, Site.wrong(code)), WRONG.formatted(0));
        assertBody(site.verify(reqId, code), EXCEEDED);
        assertBody(site.verify(reqId, Site.wrong(code)), EXCEEDED);
        clock.move(Duration.ofSeconds(30));
        assertBody(site.retry(reqId), EXCEEDED);
    }

    @Test
    void verifiesOnce() {
        Site site = site();
        String reqId = site.started(email());
        String code = postbox.code(reqId);
        assertThat(site.verify(reqId, code).succeeded()).isTrue();
        assertBody(site.verify(reqId, code), VERIFIED);
        assertBody(site.verify(reqId, Site.wrong(code)), VERIFIED);
        assertBody(site.verify(reqId, "9".repeat(400)), VERIFIED);
        clock.move(Duration.ofMinutes(11));
        assertBody(site.verify(reqId, code), VERIFIED);
        assertBody(site.retry(reqId), VERIFIED);
    }

    @Test
    void letsCodesExpire() {
        Site site = site();
        String reqId = site.started(mobile());
        String code = postbox.code(reqId);
        clock.move(Duration.ofMinutes(10));
        String expired =
                "{'type':'error','code':706,'message':'otp expired','reason':'otp_expired'}";
        assertBody(site.verify(reqId, code), expired);
        assertBody(site.retry(reqId), expired);
        assertBody(pending(site, reqId), expired);
    }

    @Test
    void acceptsCodesUntilTheyExpire() {
        Site site = site();
        String reqId = site.started(mobile());
        String code = postbox.code(reqId);
        clock.move(Duration.ofMinutes(10).minusMillis(1));
        assertThat(site.verify(reqId, code).succeeded()).isTrue();
    }

    @Test
    void knowsNoOtherRequests() {
        Site site = site();
        String malformed =
                "{'type':'error','code':708,'message':'error fetching records',"
                        + "'reason':'not_found'}";
        String unknown =
                "{'type':'error','code':709,'message':'no request found','reason':'not_found'}";
        for (String reqId : List.of("x", "00000000000000000000000G", "0".repeat(23))) {
            assertBody(site.verify(reqId, "123456"), malformed);
            assertBody(site.retry(reqId), malformed);
            assertBody(pending(site, reqId), malformed);
        }
        String none = "0".repeat(24);
        assertBody(site.verify(none, "123456"), unknown);
        assertBody(site.retry(none), unknown);
        assertBody(pending(site, none), unknown);

        String reqId = site.started(mobile());
        String code = postbox.code(reqId);
        var sister =
                new Site(
                        site.client(),
                        site.account(),
                        widget(site.account(), OPEN),
                        site.token(),
                        site.authkey());
        assertBody(sister.verify(reqId, code), unknown);
        assertBody(sister.retry(reqId), unknown);
        assertBody(pending(site(), reqId), unknown);
        assertThat(site.verify(reqId, code).succeeded()).isTrue();
    }

    @Test
    void tellsThatAVerificationIsPending() {
        Site site = site();
        String reqId = site.started(mobile());
        assertBody(
                pending(site, reqId),
                "{'type':'success','message':'Verification Pending','verified':false}");
        assertThat(site.verify(reqId, postbox.code(reqId)).succeeded()).isTrue();
        assertBody(pending(site, reqId), VERIFIED);
    }

    @Test
    void exchangesOnlyForTheClaimedIdentifier() {
        Site site = site();
        String number = mobile();
        String reqId = site.started(number);
        String token = site.verify(reqId, postbox.code(reqId)).message();
        String mismatch =
                "{'type':'error','code':'418',"
                        + "'message':'The access token proves another identifier.',"
                        + "'reason':'identifier_mismatch'}";
        assertBody(site.exchange(token, "identifier", mobile()), mismatch);
        assertBody(site.exchange(token, "identifier", "no identifier"), mismatch);
        assertBody(
                site.exchange(token, "identifier", "+91-" + number.substring(2)),
                "{'type':'success','message':'%s'}".formatted(number));
    }

    /** Such a claim got lost on its way: to compare nothing would let anyone's token pass. */
    @Test
    void refusesAClaimWithoutAnIdentifier() {
        Site site = site();
        String number = mobile();
        String reqId = site.started(number);
        String token = site.verify(reqId, postbox.code(reqId)).message();
        for (Object claimed : List.of("", "  ", NullNode.getInstance())) {
            assertBody(
                    site.exchange(token, "identifier", claimed),
                    "{'type':'error','status':'fail','hasError':true,"
                            + "'message':'identifier is required.',"
                            + "'reason':'invalid_request'}");
        }
        assertThat(site.exchange(token, "identifier", number).message()).isEqualTo(number);
    }

    @Test
    void refusesBadAccessTokens() {
        Site site = site();
        String reqId = site.started(mobile());
        String token = site.verify(reqId, postbox.code(reqId)).message();
        String bad =
                "{'type':'error','code':'418','message':'AuthenticationFailure','reason':'auth'}";
        for (String given :
                List.of("x", "a.b.c", token + "A", token.substring(1), "1".repeat(4000))) {
            assertBody(site.exchange(given), bad);
        }
        String header = token.substring(0, token.indexOf('.'));
        String unsigned = "eyJhbGciOiJub25lIn0" + token.substring(header.length());
        assertBody(site.exchange(unsigned), bad);
        assertBody(site().exchange(token), bad);
        clock.move(Duration.ofMinutes(5));
        assertBody(site.exchange(token), bad);
    }

    @Test
    void sendsOverTheChannelThatFits() {
        Site site =
                siteWith("countryChannels", "{\"DE\":\"whatsapp\"}", "primaryChannel", "\"sms\"");
        assertThat(site.send(mobile()).text("channel")).isEqualTo("11");
        assertThat(site.send("4915123456789").text("channel")).isEqualTo("12");
        Answer mail = site.send(email());
        assertThat(mail.text("channel")).isEqualTo("3");
        assertThat(postbox.await(mail.message(), 1).channel()).isEqualTo(Channel.EMAIL);
    }

    @Test
    void startsNothingWhereNothingCanBeSent() {
        Site site = siteWith("primaryChannel", "\"voice\"");
        Answer refused = site.send(mobile());
        assertBody(
                refused,
                "{'type':'error','message':'Messages by voice cannot be sent at the moment.',"
                        + "'reason':'channel_unavailable'}");
        String rows = "SELECT count(*) FROM request WHERE widget_id = '" + site.widget() + "'";
        assertThat(number(rows)).isZero();
    }

    @Test
    void takesOnlyIdentifiersOfTheContactPoint() {
        Site mobiles = siteWith("contactPoint", "\"mobile\"", "resendChannels", "[\"sms\"]");
        Site emails = siteWith("contactPoint", "\"email\"", "resendChannels", "[\"email\"]");
        assertIdentifier(
                mobiles.send(email()),
                "Enter a mobile number with country code, for example 919999999999.");
        assertIdentifier(emails.send(mobile()), "Enter an e-mail address.");
        assertIdentifier(
                site().send("someone"),
                "Enter a mobile number with country code, for example 919999999999, or an"
                        + " e-mail address.");
        assertIdentifier(
                mobiles.send("9876543210"),
                "Add the country code, for example 91 before 9999999999.");
        assertThat(mobiles.send(mobile()).succeeded()).isTrue();
        assertThat(emails.send(email()).succeeded()).isTrue();
    }

    @Test
    void fillsTemplateVariables() {
        Site site = site();
        String reqId =
                site.started(
                        mobile(), "VAR1", "one", "body_1", 2, "variables", Map.of("VAR2", "two"));
        assertThat((Object) JsonMapper.shared().readTree(variables(reqId)))
                .isEqualTo(
                        JsonMapper.shared()
                                .readTree("{\"VAR1\":\"one\",\"body_1\":\"2\",\"VAR2\":\"two\"}"));
    }

    @Test
    void writesInTheLanguageAskedFor() {
        Site site = site();
        Mail mail = postbox.await(site.started(mobile(), "lang", "de-AT"), 1);
        Mail other = postbox.await(site.started(mobile(), "lang", "tlh"), 1);
        assertThat(mail.message().content().text()).contains(mail.message().code().reveal());
        assertThat(mail.message().content().text())
                .isNotEqualTo(
                        other.message()
                                .content()
                                .text()
                                .replace(
                                        other.message().code().reveal(),
                                        mail.message().code().reveal()));
    }

    private String variables(String reqId) {
        return got(
                database.sql("SELECT variables::text FROM request WHERE id = :id")
                        .bind("id", reqId)
                        .map(row -> Objects.requireNonNull(row.get(0, String.class)))
                        .one());
    }

    private static Answer pending(Site site, String reqId) {
        return site.client()
                .post(
                        "isOneTapAuthenticated",
                        Map.of("requestId", reqId, "tokenAuth", site.token()));
    }

    private static String claims(String jwt) {
        String[] parts = jwt.split("\\.", -1);
        assertThat(Arrays.asList(parts)).hasSize(3);
        return new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
    }

    private static void assertMissing(Answer answer, String field) {
        assertBody(
                answer,
                "{'type':'error','status':'fail','hasError':true,'message':'%s is required.',"
                                .formatted(field)
                        + "'reason':'invalid_request'}");
    }

    private static void assertIdentifier(Answer answer, String message) {
        assertBody(
                answer,
                "{'type':'error','message':'%s','reason':'invalid_identifier'}".formatted(message));
    }
}
