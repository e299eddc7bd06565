package org.otpwidget.server.verification.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.otpwidget.server.captcha.Solver;
import org.otpwidget.server.credential.TokenForm;
import org.otpwidget.server.verification.Answer;
import org.otpwidget.server.verification.Site;
import org.otpwidget.server.verification.VerificationServer;
import org.otpwidget.server.verification.WidgetClient;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The built-in proof of work over HTTP, as pages meet it. */
class CaptchaIntegrationTests extends VerificationServer {

    private static final String REQUIRED =
            "{'type':'error','message':'Invalid Captcha Token.','reason':'captcha_required'}";
    private static final String FAILED = REQUIRED.replace("required", "failed");

    @Override
    protected Site site() {
        return siteWith("captcha", "true");
    }

    @Test
    void sendsForAVisitorWhoseDeviceWorked() {
        Site site = site();
        assertBody(site.send(mobile()), REQUIRED);
        Answer challenge = challenge(site);
        assertThat(challenge.body().propertyNames())
                .containsExactly("type", "message", "puzzles", "difficulty", "expiresIn");
        assertThat(challenge.body().path("puzzles").asInt()).isEqualTo(16);
        assertThat(challenge.body().path("expiresIn").asInt()).isEqualTo(300);
        String reqId = site.started(mobile(), "captchaToken", solve(challenge));
        assertThat(site.verify(reqId, postbox.code(reqId)).succeeded()).isTrue();
    }

    @Test
    void asksOnSendAlone() {
        Site site = site();
        String reqId = site.started(mobile(), "captchaToken", solve(challenge(site)));
        clock.move(Duration.ofSeconds(31));
        assertThat(site.retry(reqId).succeeded()).isTrue();
        assertThat(site.verify(reqId, postbox.code(reqId)).succeeded()).isTrue();
    }

    @Test
    void letsASolutionBeUsedOnce() {
        Site site = site();
        String token = solve(challenge(site));
        site.started(mobile(), "captchaToken", token);
        assertBody(site.send(mobile(), "captchaToken", token), FAILED);
    }

    @Test
    void letsOneOfManyAtOnceUseASolution() {
        Site site = site();
        String token = solve(challenge(site));
        List<String> people = new ArrayList<>();
        for (int n = 0; n < 8; n++) {
            people.add(mobile());
        }
        List<Answer> answers =
                WidgetClient.together(
                        8,
                        n ->
                                site.client()
                                        .later(
                                                "sendOtp",
                                                site.body(
                                                        "identifier",
                                                        people.get(n),
                                                        "captchaToken",
                                                        token)));
        assertThat(answers).filteredOn(Answer::succeeded).hasSize(1);
    }

    @Test
    void answersARepeatedCallAsBefore() {
        Site site = site();
        String someone = mobile();
        Object[] fields = {"captchaToken", solve(challenge(site)), "idempotencyKey", "k1"};
        String reqId = site.started(someone, fields);
        assertThat(site.started(someone, fields)).isEqualTo(reqId);
        assertBody(site.send(mobile(), fields), FAILED);
    }

    @Test
    void keepsTheTokenOfACallThatCannotBeRead() {
        Site site = site();
        String token = solve(challenge(site));
        assertThat(site.send("12", "captchaToken", token).text("reason"))
                .isEqualTo("invalid_identifier");
        assertThat(site.send(mobile(), "captchaToken", token).succeeded()).isTrue();
    }

    @Test
    void refusesASolutionThatIsLateOrAnothersOrNone() {
        Site site = site();
        String late = solve(challenge(site));
        clock.move(Duration.ofMinutes(5));
        assertBody(site.send(mobile(), "captchaToken", late), FAILED);
        assertBody(site.send(mobile(), "captchaToken", solve(challenge(site()))), FAILED);
        assertBody(site.send(mobile(), "captchaToken", challenge(site).message()), FAILED);
        assertBody(site.send(mobile(), "captchaToken", "x".repeat(5000)), FAILED);
        assertBody(site.send(mobile(), "captchaToken", ""), REQUIRED);
    }

    @Test
    void takesATokenWhereVendorsScriptsPutIt() {
        Site site = site();
        for (String field :
                List.of("g-recaptcha-response", "h-captcha-response", "cf-turnstile-response")) {
            assertThat(site.send(mobile(), field, solve(challenge(site))).succeeded())
                    .as(field)
                    .isTrue();
        }
    }

    @Test
    void letsAnAppWorkWherePagesMaySendToo() {
        Site site = site();
        String token = solve(challenge(site));
        Answer answer =
                site.client()
                        .post(
                                "sendOtpMobile",
                                site.body("identifier", mobile(), "captchaToken", token));
        assertThat(answer.succeeded()).isTrue();
    }

    @Test
    void growsHarderForAnAddressThatAsksOften() {
        Site site = site();
        String address = "198.51.100.77";
        List<Integer> difficulties = new ArrayList<>();
        for (int n = 0; n < 45; n++) {
            difficulties.add(difficulty(challenge(site, "X-Forwarded-For", address)));
        }
        int rest = difficulties.getFirst();
        assertThat(difficulties.subList(0, 20)).containsOnly(rest);
        assertThat(difficulties).isSorted();
        assertThat(difficulties.get(39)).isEqualTo(2 * rest);
        assertThat(difficulty(challenge(site, "X-Forwarded-For", "198.51.100.78"))).isEqualTo(rest);
        clock.move(Duration.ofMinutes(20));
        assertThat(difficulty(challenge(site, "X-Forwarded-For", address))).isEqualTo(rest);
    }

    @Test
    void growsHarderUpToABound() {
        Site site = site();
        int rest = difficulty(challenge(site, "X-Forwarded-For", "203.0.113.9"));
        got(
                database.sql("UPDATE captcha_hit SET hits = 100000 WHERE scope = 'a 203.0.113.9'")
                        .fetch()
                        .rowsUpdated());
        assertThat(difficulty(challenge(site, "X-Forwarded-For", "203.0.113.9")))
                .isEqualTo(16 * rest);
    }

    @Test
    void givesNoWorkWhereNoneIsAskedFor() {
        Site open = siteWith("captcha", "false");
        assertThat(challenge(open).text("reason")).isEqualTo("invalid_request");
        Site bound = site();
        var form =
                (ObjectNode)
                        JsonMapper.shared()
                                .readTree(
                                        "{\"name\":\"T\",\"origins\":[\"https://shop.example\"]}");
        String elsewhere = token(bound.account(), TokenForm.read(form));
        Answer answer = challenge(bound.with(elsewhere), "Origin", "https://thief.example");
        assertThat(answer.text("reason")).isEqualTo("origin_not_allowed");
    }

    @Test
    void tellsPagesOfIt() {
        Site site = site();
        Answer data =
                site.client()
                        .get(
                                "getWidgetProcess?widgetId="
                                        + site.widget()
                                        + "&tokenAuth="
                                        + site.token());
        assertThat(data.body().path("data").path("widgetMeta").toString())
                .isEqualTo("{\"captcha_type\":\"builtin\"}");
    }

    private static Answer challenge(Site site, String... headers) {
        return site.client()
                .get(
                        "captchaChallenge?widgetId=" + site.widget() + "&tokenAuth=" + site.token(),
                        headers);
    }

    private static int difficulty(Answer challenge) {
        return challenge.body().path("difficulty").asInt();
    }

    private static String solve(Answer challenge) {
        return Solver.solve(
                challenge.message(),
                challenge.body().path("puzzles").asInt(),
                difficulty(challenge));
    }
}
