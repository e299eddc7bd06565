package org.otpwidget.server.delivery.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.otpwidget.server.delivery.Outcome.Cause;
import org.otpwidget.server.delivery.provider.FormBody;
import org.otpwidget.server.delivery.provider.HttpProviderContractTests;
import org.otpwidget.server.delivery.provider.ProviderSettings;
import org.otpwidget.server.delivery.provider.Receipt;
import org.otpwidget.server.delivery.provider.VendorCall;
import org.otpwidget.server.delivery.provider.VendorStandIn.Reply;
import org.otpwidget.server.secret.SecretText;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What Twilio's kinds have in common. */
abstract class TwilioContractTests extends HttpProviderContractTests {

    static final String ACCOUNT = "AC0123456789abcdef0123456789abcdef";
    static final String AUTH_TOKEN = "f0e1d2c3b4a5968778695a4b3c2d1e0f";
    static final String SID = "SM9a8b7c6d5e4f3a2b1c0d9e8f7a6b5c4d";

    /** Settings of the account, with those of a kind. */
    final Map<String, String> account(Map<String, String> own) {
        var settings =
                new HashMap<>(
                        Map.of(
                                "baseUrl", vendor.url(),
                                "accountSid", ACCOUNT,
                                "authToken", AUTH_TOKEN));
        settings.putAll(own);
        return settings;
    }

    /** What was posted, after the common parts of it were looked at. */
    final Map<String, String> posted(String resource) {
        var request = vendor.lastRequest();
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.path())
                .isEqualTo("/2010-04-01/Accounts/" + ACCOUNT + "/" + resource + ".json");
        assertThat(request.header("Content-Type")).isEqualTo("application/x-www-form-urlencoded");
        assertThat(request.header("Authorization")).isEqualTo(basic(ACCOUNT, AUTH_TOKEN));
        return request.form();
    }

    static String basic(String user, String password) {
        byte[] login = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(login);
    }

    @Override
    protected Reply accepted() {
        return Reply.json(
                201,
                "{'account_sid': '%s', 'sid': '%s', 'status': 'queued', 'error_code': null}"
                        .formatted(ACCOUNT, SID));
    }

    @Override
    protected String acceptedId() {
        return SID;
    }

    @Override
    protected List<Refusal> refusalsForGood() {
        return List.of(
                refused(21211, Cause.BAD_RECIPIENT),
                refused(21214, Cause.BAD_RECIPIENT),
                refused(21217, Cause.BAD_RECIPIENT),
                refused(21614, Cause.BAD_RECIPIENT),
                refused(21635, Cause.BAD_RECIPIENT),
                refused(63024, Cause.BAD_RECIPIENT),
                refused(13224, Cause.BAD_RECIPIENT),
                refused(21610, Cause.UNSUBSCRIBED),
                refusal(
                        "failed at once",
                        Cause.BAD_RECIPIENT,
                        Reply.json(
                                201,
                                "{'sid': '%s', 'status': 'failed', 'error_code': 30006}"
                                        .formatted(SID))));
    }

    @Override
    protected List<Refusal> refusalsForNow() {
        return List.of(
                forNow("wrong credentials", failure(401, 20003)),
                forNow("suspended account", failure(403, 20005)),
                forNow("busy", failure(429, 20429).with("Retry-After", "3")),
                forNow("no permission for the region", failure(403, 21408)),
                forNow("bad sender", failure(400, 21606)),
                forNow("trial account", failure(400, 21608)),
                forNow("no route from this sender", failure(400, 21612)),
                forNow("outside WhatsApp's window", failure(400, 63016)),
                forNow("internal", failure(500, 20500)),
                forNow("a proxy's page", Reply.text(502, "text/html", "<html>Bad Gateway</html>")),
                forNow(
                        "unknown error of a created message",
                        Reply.json(201, "{'sid': '%s', 'error_code': 30001}".formatted(SID))));
    }

    private Refusal refused(int code, Cause cause) {
        return refusal("error " + code, cause, failure(400, code));
    }

    /** An error as Twilio documents it, with a message that repeats what it got. */
    private static Reply failure(int status, int code) {
        return Reply.json(
                status,
                ("{'code': %d, 'message': 'The number +919876543210 (%s, %s) is no good',"
                                + " 'more_info': 'https://www.twilio.com/docs/errors/%d',"
                                + " 'status': %d}")
                        .formatted(code, CODE, AUTH_TOKEN, code, status));
    }

    /** A callback as Twilio posts it. */
    final Hook hook(Map<String, String> fields, Receipt... receipts) {
        String body = VendorCall.form(fields);
        String signature =
                TwilioSignature.sign(
                        receiptUrl().toString(), FormBody.parse(body), SecretText.of(AUTH_TOKEN));
        return new Hook(
                post(
                        Map.of(
                                "Content-Type",
                                "application/x-www-form-urlencoded; charset=UTF-8",
                                "X-Twilio-Signature",
                                signature),
                        body),
                List.of(receipts));
    }

    /** What the kind finds wrong when settings are replaced; an empty value takes one out. */
    final Map<String, String> wrong(Map<String, String> changes) {
        var values = new HashMap<>(settings());
        changes.forEach(
                (name, value) -> {
                    values.remove(name);
                    if (!value.isEmpty()) {
                        values.put(name, value);
                    }
                });
        var secrets = new HashMap<String, SecretText>();
        for (String name : List.of("authToken", "apiKeySecret")) {
            String secret = values.remove(name);
            if (secret != null) {
                secrets.put(name, SecretText.of(secret));
            }
        }
        var wrong = new HashMap<String, String>();
        kind().check(
                        new ProviderSettings(
                                "p", channel(), receiptUrl(), kind().fields(), values, secrets),
                        wrong::put);
        return wrong;
    }

    @Test
    void refusesIncompleteCredentials() {
        assertThat(wrong(Map.of("accountSid", "AC1/../x"))).containsOnlyKeys("accountSid");
        assertThat(wrong(Map.of("authToken", ""))).containsOnlyKeys("authToken");
        assertThat(wrong(Map.of("apiKeySid", "SK1"))).containsOnlyKeys("apiKeySecret");
        assertThat(wrong(Map.of("apiKeySid", "SK1", "apiKeySecret", "s", "authToken", "")))
                .isEmpty();
    }
}
