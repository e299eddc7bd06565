package org.otpwidget.server.verification.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.otpwidget.server.verification.Answer;
import org.otpwidget.server.verification.Site;
import org.otpwidget.server.verification.VerificationServer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Every call by every credential on every platform setting (contract sections 1 and 4): what a
 * request was begun with does not matter later, and servers send by either path that is open.
 */
class PlatformIntegrationTests extends VerificationServer {

    private static final Map<String, String> REFUSALS =
            Map.of(
                    "no mobile", "Mobile requests are not allowed for this widget.",
                    "no web", "Web requests are not allowed for this widget.",
                    "no key", "authkey is required.");

    private static final List<String> SETTINGS = List.of("web", "mobile", "both");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "call                  | credential | web       | mobile | both",
                "sendOtp               | token      | ok        | no web | ok",
                "sendOtp               | authkey    | ok        | ok     | ok",
                "sendOtpMobile         | token      | no mobile | ok     | ok",
                "sendOtpMobile         | authkey    | no mobile | ok     | ok",
                "retryOtp              | token      | ok        | ok     | ok",
                "retryOtp              | authkey    | ok        | ok     | ok",
                "verifyOtp             | token      | ok        | ok     | ok",
                "verifyOtp             | authkey    | ok        | ok     | ok",
                "getWidgetProcess      | token      | ok        | ok     | ok",
                "getWidgetProcess      | authkey    | ok        | ok     | ok",
                "isOneTapAuthenticated | token      | ok        | ok     | ok",
                "isOneTapAuthenticated | authkey    | ok        | ok     | ok",
                "verifyAccessToken     | token      | no key    | no key | no key",
                "verifyAccessToken     | authkey    | ok        | ok     | ok"
            },
            useHeadersInDisplayName = true)
    void servesAsThePlatformsSay(
            String call, String credential, String web, String mobile, String both) {
        var expected = List.of(web, mobile, both);
        for (int n = 0; n < SETTINGS.size(); n++) {
            Site site = siteWith("platforms", "\"" + SETTINGS.get(n) + "\"", "resendTime", "0");
            Answer answer = call(site, call, credential.equals("token"));
            String what = call + " by " + credential + " on " + SETTINGS.get(n) + ": " + answer;
            if (expected.get(n).equals("ok")) {
                String type = answer.text(call.equals("getWidgetProcess") ? "status" : "type");
                assertThat(type).as(what).isEqualTo("success");
            } else {
                assertThat(answer.status()).as(what).isEqualTo(200);
                assertThat(answer.message()).as(what).isEqualTo(REFUSALS.get(expected.get(n)));
            }
        }
    }

    private Answer call(Site site, String call, boolean byToken) {
        var body = new LinkedHashMap<>(site.body("lang", "en"));
        if (!byToken) {
            body.remove("tokenAuth");
            body.put("authkey", site.authkey());
        }
        switch (call) {
            case "getWidgetProcess" -> {
                return site.client()
                        .get(
                                "getWidgetProcess?widgetId=" + site.widget(),
                                byToken ? "tokenAuth" : "authkey",
                                byToken ? site.token() : site.authkey());
            }
            case "retryOtp" -> body.put("reqId", started(site));
            case "isOneTapAuthenticated" -> body.put("requestId", started(site));
            case "verifyOtp" -> {
                String reqId = started(site);
                body.put("reqId", reqId);
                body.put("otp", postbox.code(reqId));
            }
            case "verifyAccessToken" -> {
                String reqId = started(site);
                String token = site.verify(reqId, postbox.code(reqId)).message();
                body.put("access-token", token);
            }
            default -> body.put("identifier", mobile());
        }
        return site.client().post(call, body);
    }

    /** Begun by a server, which every setting lets in. */
    private static String started(Site site) {
        var body = new LinkedHashMap<>(site.body("identifier", mobile()));
        body.remove("tokenAuth");
        return site.client().post("sendOtp", body, "authkey", site.authkey()).message();
    }
}
