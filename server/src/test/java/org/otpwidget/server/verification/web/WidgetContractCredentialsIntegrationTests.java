package org.otpwidget.server.verification.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.otpwidget.server.client.Cidr;
import org.otpwidget.server.credential.Authkey.Scope;
import org.otpwidget.server.credential.AuthkeyForm;
import org.otpwidget.server.credential.TokenForm;
import org.otpwidget.server.verification.Answer;
import org.otpwidget.server.verification.Site;
import org.otpwidget.server.verification.VerificationServer;

import tools.jackson.databind.JsonNode;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Contract section 1: who may call, from where, and what {@code getWidgetProcess} tells. */
class WidgetContractCredentialsIntegrationTests extends VerificationServer {

    private static final String FAILURE =
            "{'type':'error','code':'%s','message':'AuthenticationFailure','reason':'auth'}";

    @Test
    void takesCredentialsInBodyHeaderOrQuery() {
        Site site = site();
        Map<String, String> body = Map.of("widgetId", site.widget(), "identifier", mobile());
        assertThat(site.client().post("sendOtp", body, "tokenAuth", site.token()).succeeded())
                .isTrue();
        assertThat(site.client().post("sendOtp?tokenAuth=" + site.token(), body).succeeded())
                .isTrue();
        assertThat(site.client().post("sendOtp", body, "AUTHKEY", site.authkey()).succeeded())
                .isTrue();
        assertThat(site.client().post("sendOtp?authkey=" + site.authkey(), body).succeeded())
                .isTrue();
        String query = "getWidgetProcess?widgetId=" + site.widget();
        assertThat(site.client().get(query + "&tokenAuth=" + site.token()).text("status"))
                .isEqualTo("success");
        assertThat(site.client().get(query, "tokenauth", site.token()).text("status"))
                .isEqualTo("success");
        assertThat(
                        site.client()
                                .get(query + "&tokenAuth=" + site.token(), "tokenAuth", " ")
                                .text("status"))
                .isEqualTo("success");
    }

    @Test
    void exchangesWithTheAuthkeyInBodyOrHeader() {
        Site site = site();
        String token = verified(site);
        assertThat(
                        site.client()
                                .post(
                                        "verifyAccessToken",
                                        Map.of("access-token", token),
                                        "authkey",
                                        site.authkey())
                                .succeeded())
                .isTrue();
    }

    @Test
    void refusesUnknownCredentials() {
        Site site = site();
        String unknown = FAILURE.formatted("201");
        assertBody(site.with("nobodys-token").send(mobile()), unknown);
        assertBody(site.with("\u00fc").send(mobile()), unknown);
        assertBody(
                site.client()
                        .post(
                                "verifyAccessToken",
                                Map.of("authkey", "nobodys-authkey", "access-token", "x")),
                unknown);
        assertBody(
                site.client()
                        .post(
                                "sendOtp",
                                Map.of(
                                        "authkey",
                                        "nobodys-authkey",
                                        "widgetId",
                                        site.widget(),
                                        "identifier",
                                        mobile())),
                unknown);
        // A public token opens no server call.
        assertBody(
                site.client()
                        .post(
                                "verifyAccessToken",
                                Map.of("authkey", site.token(), "access-token", "x")),
                unknown);
    }

    @Test
    void refusesCredentialsThatAreNotForThis() {
        Site site = site();
        String wrong = FAILURE.formatted("401");
        assertBody(site.with(site().token()).send(mobile()), wrong);
        var disabled = new TokenForm("Test", false, Set.of(), null);
        assertBody(site.with(token(site.account(), disabled)).send(mobile()), wrong);
        var nowhere =
                new Site(
                        site.client(),
                        site.account(),
                        "f".repeat(24),
                        site.token(),
                        site.authkey());
        assertBody(nowhere.send(mobile()), wrong);
    }

    @Test
    void refusesAnAuthkeyThatIsDisabledOrOver() {
        Site site = site();
        String token = verified(site);
        var disabled = new AuthkeyForm("Test", Set.of(Scope.VERIFY), List.of(), false, null);
        var over =
                new AuthkeyForm(
                        "Test",
                        Set.of(Scope.VERIFY),
                        List.of(),
                        true,
                        clock.instant().plusSeconds(1));
        String key = got(authkeys.create(site.account(), over)).key();
        clock.move(Duration.ofSeconds(1));
        assertBody(exchange(site, key, token), FAILURE.formatted("401"));
        key = got(authkeys.create(site.account(), disabled)).key();
        assertBody(exchange(site, key, token), FAILURE.formatted("401"));
        assertThat(site.exchange(token).succeeded()).isTrue();
    }

    @Test
    void exchangesOnlyFromWhitelistedAddresses() {
        Site site = site();
        String token = verified(site);
        var form =
                new AuthkeyForm(
                        "Test",
                        Set.of(Scope.VERIFY),
                        List.of(Cidr.parse("203.0.113.0/24").orElseThrow()),
                        true,
                        null);
        String key = got(authkeys.create(site.account(), form)).key();
        assertBody(exchange(site, key, token), FAILURE.formatted("418"));
        assertBody(
                exchange(site, key, token, "X-Forwarded-For", "203.0.113.9, 198.51.100.1"),
                FAILURE.formatted("418"));
        assertThat(exchange(site, key, token, "X-Forwarded-For", "203.0.113.9").succeeded())
                .isTrue();
    }

    @Test
    void keepsOtherOriginsOut() {
        Site site = site();
        var form = new TokenForm("Test", true, Set.of("https://shop.example"), null);
        Site shop = site.with(token(site.account(), form));
        Answer allowed = send(shop, "https://shop.example");
        assertThat(allowed.succeeded()).isTrue();
        assertThat(shop.send(mobile()).succeeded()).as("an app sends no origin").isTrue();
        for (String origin :
                List.of(
                        "https://evil.example",
                        "http://shop.example",
                        "null",
                        "https://shop.example:8443")) {
            assertBody(
                    send(shop, origin),
                    "{'type':'error','code':'401',"
                            + "'message':'This website is not allowed to use this token.',"
                            + "'reason':'origin_not_allowed'}");
        }
    }

    @Test
    void runsInNoFrameUnlessTheWidgetDoes() {
        String refusal =
                "{'type':'error','message':'This widget does not run inside a frame: its setting"
                        + " iframe is off.','reason':'origin_not_allowed'}";
        Site site = site();
        for (String around : List.of("", "https://shop.example", "null")) {
            assertBody(site.send(mobile(), "framedBy", around), refusal);
            assertBody(site.verify("0".repeat(24), "123456", "framedBy", around), refusal);
            assertThat(framed(site, around).text("reason")).isEqualTo("origin_not_allowed");
        }
        assertThat(site.send(mobile()).succeeded()).isTrue();
        Site framed = siteWith("iframe", "true");
        assertThat(framed.send(mobile(), "framedBy", "").succeeded()).isTrue();
        assertThat(framed(framed, "https://anybody.example").text("status")).isEqualTo("success");
    }

    @Test
    void runsUnderListedPagesOnly() {
        Site site = siteWith("iframe", "true");
        var listed = Set.of("https://shop.example", "https://top.example");
        Site shop = site.with(token(site.account(), new TokenForm("Test", true, listed, null)));
        for (String around :
                List.of("https://top.example", "https://shop.example,https://top.example")) {
            assertThat(shop.send(mobile(), "framedBy", around).succeeded()).as(around).isTrue();
            assertThat(framed(shop, around).text("status")).as(around).isEqualTo("success");
        }
        for (String around :
                List.of(
                        "",
                        ",",
                        "null",
                        "https://evil.example",
                        "https://shop.example,https://evil.example",
                        "https://shop.example.evil.example",
                        "https://shop.example ,https://top.example/")) {
            assertBody(
                    shop.send(mobile(), "framedBy", around),
                    "{'type':'error','message':'The website around this frame is not allowed to use"
                            + " this token.','reason':'origin_not_allowed'}");
            assertThat(framed(shop, around).text("reason")).isEqualTo("origin_not_allowed");
        }
        assertThat(shop.send(mobile()).succeeded()).isTrue();
    }

    @Test
    void refusesWhereTheWidgetIsDisabled() {
        Site site = siteWith("enabled", "false");
        String disabled =
                "'type':'error','message':'This widget is disabled.','reason':'widget_disabled'";
        assertBody(site.send(mobile()), "{" + disabled + "}");
        assertBody(site.verify("0".repeat(24), "1"), "{" + disabled + "}");
        assertBody(
                process(site),
                "{'status':'fail','hasError':true,'errors':['This widget is disabled.'],'data':{},"
                        + disabled
                        + "}");
    }

    @Test
    void servesThePlatformsOfTheWidget() {
        Site web = siteWith("platforms", "\"web\"");
        Site apps = siteWith("platforms", "\"mobile\"");
        Site both = site();
        assertBody(
                sendMobile(web),
                "{'type':'error','message':'Mobile requests are not allowed for this widget.',"
                        + "'reason':'platform_not_allowed'}");
        assertBody(
                apps.send(mobile()),
                "{'type':'error','message':'Web requests are not allowed for this widget.',"
                        + "'reason':'platform_not_allowed'}");
        assertThat(web.send(mobile()).succeeded()).isTrue();
        assertThat(sendMobile(apps).succeeded()).isTrue();
        assertThat(sendMobile(both).succeeded()).isTrue();
        assertThat(both.send(mobile()).succeeded()).isTrue();
        assertThat(byServer(apps).succeeded()).isTrue();
    }

    @Test
    void wantsACaptchaFromBrowsersOnly() {
        Site site = siteWith("captcha", "true");
        String captcha =
                "{'type':'error','message':'Invalid Captcha Token.','reason':'captcha_failed'}";
        assertBody(site.send(mobile()), captcha.replace("failed", "required"));
        assertBody(site.send(mobile(), "captchaToken", "x"), captcha);
        assertBody(site.send(mobile(), "g-recaptcha-response", "x"), captcha);
        assertBody(site.send(mobile(), "h-captcha-response", "x"), captcha);
        assertBody(site.send(mobile(), "cf-turnstile-response", "x"), captcha);
        assertThat(byServer(site).succeeded()).isTrue();
    }

    @Test
    void wantsACaptchaFromAppsWherePagesMaySend() {
        String captcha =
                "{'type':'error','message':'Invalid Captcha Token.','reason':'captcha_required'}";
        Site both = siteWith("captcha", "true");
        Site apps = siteWith("captcha", "true", "platforms", "\"mobile\"");
        assertBody(sendMobile(both), captcha);
        assertBody(sendMobile(apps, "Origin", "https://shop.example"), captcha);
        assertThat(sendMobile(apps).succeeded()).isTrue();
        assertThat(byServer(both).succeeded()).isTrue();
    }

    @Test
    void tellsWhatAPageNeedsToKnow() {
        Site site =
                siteWith("defaultCountry", "\"IN\"", "countryChannels", "{\"DE\":\"whatsapp\"}");
        Answer answer = process(site);
        JsonNode body = answer.body();
        assertThat(answer.status()).isEqualTo(200);
        assertThat(body.propertyNames()).containsExactly("status", "hasError", "errors", "data");
        assertThat(body.path("hasError").isBoolean()).isTrue();
        assertThat(body.path("errors").isArray()).isTrue();
        JsonNode data = body.path("data");
        assertThat(data.path("widgetId").asString()).isEqualTo(site.widget());
        assertThat(data.path("widget_id").asString()).isEqualTo(site.widget());
        assertThat(data.path("companyId").isIntegralNumber()).isTrue();
        assertThat(data.path("companyId").asLong()).isPositive();
        assertThat(data.path("verificationType").isString()).isTrue();
        assertThat(data.path("status").path("value").asString()).isEqualTo("1");
        for (String coded : List.of("status", "widgetType", "processType")) {
            assertThat(data.path(coded).path("value").isString()).as(coded).isTrue();
        }
        for (String numeric :
                List.of(
                        "otpLength",
                        "retryTime",
                        "retryCount",
                        "expiryTime",
                        "invisible",
                        "captchaValidations",
                        "iFrame",
                        "mobileIntegration")) {
            assertThat(data.path(numeric).isIntegralNumber()).as(numeric).isTrue();
        }
        assertThat(data.path("defaultCountry").path("dialCode").asString()).isEqualTo("91");
        for (JsonNode process : data.path("processes")) {
            assertThat(process.path("processVia").path("value").asString()).isIn("2", "3", "5");
            assertThat(process.path("channel").path("value").asString()).isIn("11", "12", "3");
            assertThat(process.path("countryCode").isArray()).isTrue();
            assertThat(process.path("use_default").isBoolean()).isTrue();
        }
        assertThat(body.toString()).doesNotContain(site.token(), site.authkey());
    }

    @Test
    void refusesInTheEnvelopeOfWidgetProcess() {
        assertBody(
                process(site().with("nobodys-token")),
                "{'status':'fail','hasError':true,'errors':['AuthenticationFailure'],'data':{},"
                        + "'type':'error','code':'201','message':'AuthenticationFailure',"
                        + "'reason':'auth'}");
    }

    private String verified(Site site) {
        String reqId = site.started(mobile());
        return site.verify(reqId, postbox.code(reqId)).message();
    }

    private static Answer process(Site site) {
        return site.client()
                .get("getWidgetProcess?widgetId=" + site.widget() + "&tokenAuth=" + site.token());
    }

    private static Answer framed(Site site, String around) {
        return site.client()
                .get(
                        "getWidgetProcess?widgetId=%s&tokenAuth=%s&framedBy=%s"
                                .formatted(
                                        site.widget(),
                                        site.token(),
                                        URLEncoder.encode(around, StandardCharsets.UTF_8)));
    }

    private static Answer send(Site site, String origin) {
        return site.client().post("sendOtp", site.body("identifier", mobile()), "Origin", origin);
    }

    private static Answer sendMobile(Site site, String... headers) {
        return site.client().post("sendOtpMobile", site.body("identifier", mobile()), headers);
    }

    private static Answer byServer(Site site) {
        var body = new LinkedHashMap<>(site.body("identifier", mobile()));
        body.remove("tokenAuth");
        return site.client().post("sendOtp", body, "authkey", site.authkey());
    }

    private static Answer exchange(Site site, String key, String token, String... headers) {
        return site.client()
                .post("verifyAccessToken", Map.of("authkey", key, "access-token", token), headers);
    }
}
