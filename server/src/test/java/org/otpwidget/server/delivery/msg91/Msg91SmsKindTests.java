package org.otpwidget.server.delivery.msg91;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.otpwidget.server.delivery.Message;
import org.otpwidget.server.delivery.Outcome.Cause;
import org.otpwidget.server.delivery.provider.HttpProviderContractTests;
import org.otpwidget.server.delivery.provider.ProviderKind;
import org.otpwidget.server.delivery.provider.ProviderSettings;
import org.otpwidget.server.delivery.provider.Receipt;
import org.otpwidget.server.delivery.provider.ReceiptOutcome;
import org.otpwidget.server.delivery.provider.ReceiptRequest;
import org.otpwidget.server.delivery.provider.VendorCall;
import org.otpwidget.server.delivery.provider.VendorStandIn.Reply;
import org.otpwidget.server.secret.SecretText;
import org.otpwidget.server.template.Content;
import org.springframework.http.HttpHeaders;
import org.springframework.util.LinkedMultiValueMap;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

class Msg91SmsKindTests extends HttpProviderContractTests {

    private static final String ID = "346b6b6a7a5a313130303130";
    private static final String AUTHKEY = "123456AbCdEfGhIjKl5f6e7d8cP1";
    private static final String SECRET = "nobody-guesses-this";
    private static final String TEMPLATE = "5f2a8c3bd6fc0512ab34cd56";

    @Override
    protected ProviderKind kind() {
        return new Msg91SmsKind();
    }

    @Override
    protected Map<String, String> settings() {
        return Map.of(
                "baseUrl",
                vendor.url(),
                "authkey",
                AUTHKEY,
                "templateId",
                TEMPLATE,
                "sender",
                "SHOPIN",
                "variables",
                "otp: ##OTP##\nVAR1: ##NAME## (##LANG##)",
                "webhookSecret",
                SECRET);
    }

    @Override
    protected Reply accepted() {
        return Reply.json(200, "{'type': 'success', 'message': '%s'}".formatted(ID));
    }

    @Override
    protected String acceptedId() {
        return ID;
    }

    @Override
    protected void assertReceived(Message message) {
        var request = vendor.lastRequest();
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.path()).isEqualTo("/api/v5/flow");
        assertThat(request.query()).isEmpty();
        assertThat(request.header("authkey")).isEqualTo(AUTHKEY);
        var json = request.json();
        assertThat(json.propertyNames())
                .containsExactlyInAnyOrder("template_id", "sender", "short_url", "recipients");
        assertThat(json.path("template_id").asString()).isEqualTo(TEMPLATE);
        assertThat(json.path("sender").asString()).isEqualTo("SHOPIN");
        assertThat(json.path("short_url").asString()).isEqualTo("0");
        assertThat(json.path("recipients").size()).isEqualTo(1);
        var recipient = json.path("recipients").path(0);
        assertThat(recipient.propertyNames()).containsExactlyInAnyOrder("mobiles", "otp", "VAR1");
        assertThat(recipient.path("mobiles").asString()).isEqualTo("919876543210");
        assertThat(recipient.path("otp").asString()).isEqualTo(CODE);
        assertThat(recipient.path("VAR1").asString()).isEqualTo(message.widgetName() + " (en)");
    }

    @Override
    protected List<Refusal> refusalsForGood() {
        return List.of(
                refused("Invalid mobile number 919876543210", Cause.BAD_RECIPIENT),
                refused("Mobile number is invalid", Cause.BAD_RECIPIENT),
                refused("Number is blocked", Cause.UNSUBSCRIBED));
    }

    @Override
    protected List<Refusal> refusalsForNow() {
        return List.of(
                forNow("unauthorized", failure(401, "AuthenticationFailure")),
                forNow("wrong template", failure(400, "Template ID Missing or Invalid Template")),
                forNow("wrong authkey", failure(200, "Invalid authkey " + AUTHKEY)),
                forNow("blocked account", failure(403, "User account is blocked")),
                forNow("address not allowed", failure(418, "IP is not whitelisted")),
                forNow("no credit", failure(200, "Insufficient balance")),
                forNow("busy", failure(429, "Too many requests")),
                forNow("broken", Reply.text(503, "text/html", "down")),
                forNow("no words", Reply.json(200, "{'type': 'error'}")));
    }

    private Refusal refused(String words, Cause cause) {
        return refusal(words, cause, failure(400, words));
    }

    private static Reply failure(int status, String words) {
        return Reply.json(status, "{'type': 'error', 'message': '%s'}".formatted(words));
    }

    @Override
    protected List<Hook> hooks() {
        return List.of(
                new Hook(
                        inAddress("application/x-www-form-urlencoded", version2(), SECRET),
                        List.of(
                                new Receipt(ID, Receipt.State.DELIVERED, null, null),
                                new Receipt(ID, Receipt.State.FAILED, null, "REJECTED: no route"))),
                new Hook(
                        post(
                                Map.of(
                                        "Content-Type",
                                        "application/json",
                                        "X-Webhook-Secret",
                                        SECRET),
                                version3("1", "DELIVERED")),
                        List.of(new Receipt(ID, Receipt.State.DELIVERED, null, null))),
                new Hook(
                        inAddress("application/json", version3("17", "BLOCKED"), SECRET),
                        List.of(new Receipt(ID, Receipt.State.FAILED, null, "BLOCKED"))),
                new Hook(
                        inAddress("application/json", version3("5", "PENDING"), SECRET),
                        List.of()));
    }

    /** Nothing is signed: whoever doesn't know the secret must get nowhere. */
    @Override
    protected List<ReceiptRequest> forgeries(ReceiptRequest genuine) {
        var without = new HttpHeaders();
        without.putAll(genuine.headers());
        without.remove("X-Webhook-Secret");
        var wrong = new HttpHeaders();
        wrong.putAll(without);
        wrong.set("X-Webhook-Secret", SECRET + "!");
        var none = new LinkedMultiValueMap<String, String>();
        var guessed = new LinkedMultiValueMap<>(Map.of("secret", List.of("guess")));
        return List.of(
                new ReceiptRequest("POST", receiptUrl(), without, none, genuine.body()),
                new ReceiptRequest("POST", receiptUrl(), wrong, none, genuine.body()),
                new ReceiptRequest("POST", receiptUrl(), without, guessed, genuine.body()));
    }

    private ReceiptRequest inAddress(String contentType, String body, String secret) {
        var headers = new HttpHeaders();
        headers.set("Content-Type", contentType);
        return new ReceiptRequest(
                "POST",
                receiptUrl().resolve("?secret=" + secret),
                headers,
                new LinkedMultiValueMap<>(Map.of("secret", List.of(secret))),
                body.getBytes(StandardCharsets.UTF_8));
    }

    /** The examples of MSG91's help page, with other values. */
    private static String version2() {
        return VendorCall.form(
                Map.of(
                        "data",
                        """
                        [{"senderId":"SHOPIN","requestId":"%s","report":[\
                        {"date":"2026-11-22 11:30:00","number":"919876543210","status":"1",\
                        "desc":"DELIVERED","failedReason":""},\
                        {"date":"2026-11-22 11:30:01","number":"919876543211","status":"16",\
                        "desc":"REJECTED","failedReason":"no route"}],"userId":"27"}]\
                        """
                                .formatted(ID)));
    }

    private static String version3(String status, String description) {
        return """
        {"date":"2026-11-22 11:30:00","number":"919876543210","senderId":"SHOPIN",\
        "requestId":"%s","status":"%s","desc":"%s"}\
        """
                .formatted(ID, status, description);
    }

    @Test
    void takesNoReceiptWithoutASecretOfItsOwn() {
        var request = inAddress("application/json", version3("1", "DELIVERED"), "");
        var settings =
                new ProviderSettings(
                        "p", channel(), receiptUrl(), kind().fields(), Map.of(), Map.of());
        assertThat(new Msg91Receipts(settings).read(request))
                .isInstanceOf(ReceiptOutcome.Forged.class);
    }

    @Test
    void takesNoNonsenseForAReceipt() {
        var request = inAddress("application/json", "welcome", SECRET);
        assertThat(link().receive(request).block()).isInstanceOf(ReceiptOutcome.Nonsense.class);
    }

    @Test
    void refusesVariablesThatBringNoCode() {
        assertThat(wrong("OTP")).containsOnlyKeys("variables");
        assertThat(wrong("NAME: ##NAME##")).containsOnlyKeys("variables");
        assertThat(wrong("OTP: ##OTP##\n\nVAR1: yours")).isEmpty();
    }

    private Map<String, String> wrong(String variables) {
        var wrong = new HashMap<String, String>();
        kind().check(
                        new ProviderSettings(
                                "p",
                                channel(),
                                receiptUrl(),
                                kind().fields(),
                                Map.of("variables", variables),
                                Map.of("webhookSecret", SecretText.of(SECRET))),
                        wrong::put);
        return wrong;
    }

    @Test
    void prefersTheContentsSender() {
        var content = new Content("en", null, CODE, null, "OTHERS", null, null);
        assertThat(sent(content).json().path("sender").asString()).isEqualTo("OTHERS");
    }
}
