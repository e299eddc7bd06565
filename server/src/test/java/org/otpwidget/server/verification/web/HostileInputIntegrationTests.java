package org.otpwidget.server.verification.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.otpwidget.server.HostileBody;
import org.otpwidget.server.HostileInputs;
import org.otpwidget.server.HostileValues;
import org.otpwidget.server.verification.Answer;
import org.otpwidget.server.verification.Site;
import org.otpwidget.server.verification.VerificationServer;
import org.otpwidget.server.verification.WidgetClient;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Whatever is sent to the calls of contract section 1, they answer in its own form. */
class HostileInputIntegrationTests extends VerificationServer {

    private static final List<String> CALLS =
            List.of(
                    "sendOtp",
                    "sendOtpMobile",
                    "retryOtp",
                    "verifyOtp",
                    "isOneTapAuthenticated",
                    "verifyAccessToken",
                    "getWidgetProcess");

    /** Three of them, percent-encoded, stay below the 4 kB that a request line may have. */
    private static final int LONGEST_IN_URL = 150;

    private final Set<String> started = new HashSet<>();
    private final List<String> bad = new ArrayList<>();
    private Site site = new Site(new WidgetClient(""), 0, "", "", "");

    @BeforeEach
    void makeSite() {
        site = siteWith("attemptLimit", "20");
    }

    @Test
    void wholeBodies() {
        HostileInputs.bodies().forEach(body -> CALLS.forEach(call -> check(call, body)));
        assertSound();
    }

    @Test
    void fieldsOfSend() {
        Map<String, String> fields = literals("identifier", quoted(mobile()));
        fields.put("lang", "\"en\"");
        fields.put("idempotencyKey", "\"key\"");
        fields.put("captchaToken", "\"x\"");
        fields.put("VAR1", "\"x\"");
        fields.put("variables", "{\"VAR2\":\"x\"}");
        each("sendOtp", fields);
        assertSound();
    }

    @Test
    void variablesOfSend() {
        HostileValues.literals()
                .values()
                .forEach(
                        value -> {
                            Map<String, String> fields = literals("identifier", quoted(mobile()));
                            fields.put("variables", "{\"VAR1\":" + value + ",\"\":" + value + "}");
                            check("sendOtp", fields);
                        });
        HostileValues.texts()
                .values()
                .forEach(
                        name -> {
                            Map<String, String> fields = literals("identifier", quoted(mobile()));
                            fields.put("x" + HostileValues.quoted(name).replace("\"", ""), "\"x\"");
                            check("sendOtp", fields);
                        });
        assertSound();
    }

    @Test
    void fieldsOfRetryVerifyAndPending() {
        String reqId = site.started(mobile());
        started.add(reqId);
        Map<String, String> retry = literals("reqId", quoted(reqId));
        retry.put("retryChannel", "\"11\"");
        retry.put("idempotencyKey", "\"key\"");
        each("retryOtp", retry);
        Map<String, String> verify = literals("reqId", quoted("0".repeat(24)));
        verify.put("otp", "\"123456\"");
        verify.put("idempotencyKey", "\"key\"");
        each("verifyOtp", verify);
        each("isOneTapAuthenticated", literals("requestId", quoted(reqId)));
        Map<String, String> guesses = literals("reqId", quoted(reqId));
        HostileValues.literals()
                .values()
                .forEach(
                        value -> {
                            guesses.put("otp", value);
                            check("verifyOtp", guesses);
                        });
        assertSound();
    }

    @Test
    void fieldsOfTheExchange() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("authkey", quoted(site.authkey()));
        fields.put("access-token", "\"a.b.c\"");
        fields.put("identifier", "\"919999999999\"");
        each("verifyAccessToken", fields);
        assertSound();
    }

    @Test
    void queriesAndHeaders() {
        HostileValues.texts()
                .forEach(
                        (name, text) -> {
                            String value = URLEncoder.encode(cut(text), StandardCharsets.UTF_8);
                            String query = "?widgetId=" + value + "&tokenAuth=" + value;
                            note(name, site.client().get("getWidgetProcess" + query));
                            note(
                                    name,
                                    site.client()
                                            .post(
                                                    "sendOtp" + query + "&authkey=" + value,
                                                    Map.of()));
                            String header = cut(text).replaceAll("[^ -~]", "?");
                            note(
                                    name,
                                    site.client()
                                            .post(
                                                    "sendOtp",
                                                    site.body("identifier", mobile()),
                                                    "Origin",
                                                    header,
                                                    "X-Forwarded-For",
                                                    header,
                                                    "Idempotency-Key",
                                                    header,
                                                    "Accept-Language",
                                                    header,
                                                    "tokenAuth",
                                                    header));
                        });
        note("long query", site.client().get("getWidgetProcess?x=" + "a".repeat(3_000)));
        note(
                "long header",
                site.client()
                        .post(
                                "sendOtp",
                                site.body("identifier", mobile()),
                                "X-Long",
                                "a".repeat(6_000)));
        assertSound();
    }

    private void each(String call, Map<String, String> fields) {
        HostileInputs.eachFieldOf(fields).forEach(body -> check(call, body));
    }

    private void check(String call, Map<String, String> fields) {
        var json = new ArrayList<String>();
        fields.forEach((name, value) -> json.add('"' + name + "\":" + value));
        byte[] body = ("{" + String.join(",", json) + "}").getBytes(StandardCharsets.UTF_8);
        note(call, site.client().post(call, "application/json", body));
    }

    private void check(String call, HostileBody body) {
        note(call + " with " + body, site.client().post(call, body.contentType(), body.bytes()));
    }

    private void note(String what, Answer answer) {
        boolean failed = answer.text("type").equals("error");
        String text = answer.body().toString();
        if (answer.status() != 200
                || !(failed || answer.succeeded() || answer.text("status").equals("success"))
                || (failed && (answer.message().isBlank() || answer.text("reason").isBlank()))
                || text.contains("Exception")
                || text.contains("org.")) {
            bad.add(what + ": " + answer.status() + " " + text);
        }
        if (answer.succeeded() && answer.message().matches("[0-9a-f]{24}")) {
            started.add(answer.message());
        }
    }

    /** Every answer was good, and nothing is stored but what was said to be. */
    private void assertSound() {
        assertThat(bad).isEmpty();
        assertThat(number("SELECT count(*) FROM request WHERE account_id = " + site.account()))
                .isEqualTo(started.size());
    }

    private Map<String, String> literals(String field, String literal) {
        var fields = new LinkedHashMap<String, String>();
        fields.put("widgetId", quoted(site.widget()));
        fields.put("tokenAuth", quoted(site.token()));
        fields.put(field, literal);
        return fields;
    }

    private static String quoted(String text) {
        return HostileValues.quoted(text);
    }

    private static String cut(String text) {
        return text.length() > LONGEST_IN_URL ? text.substring(0, LONGEST_IN_URL) : text;
    }
}
