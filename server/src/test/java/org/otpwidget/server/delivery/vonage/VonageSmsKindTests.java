package org.otpwidget.server.delivery.vonage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.otpwidget.server.delivery.Message;
import org.otpwidget.server.delivery.Outcome;
import org.otpwidget.server.delivery.Outcome.Cause;
import org.otpwidget.server.delivery.provider.Hmac;
import org.otpwidget.server.delivery.provider.HttpProviderContractTests;
import org.otpwidget.server.delivery.provider.ProviderKind;
import org.otpwidget.server.delivery.provider.Receipt;
import org.otpwidget.server.delivery.provider.ReceiptOutcome;
import org.otpwidget.server.delivery.provider.ReceiptRequest;
import org.otpwidget.server.delivery.provider.VendorStandIn.Reply;
import org.otpwidget.server.secret.SecretText;
import org.otpwidget.server.template.Content;
import org.otpwidget.server.template.Dlt;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

class VonageSmsKindTests extends HttpProviderContractTests {

    private static final String ID = "aaaaaaaa-bbbb-4ccc-8ddd-0123456789ab";
    private static final String SIGNATURE_SECRET = "iwZSXlHYSJCmtsmKYNnBrPPcSUxuFNHh";

    private final Map<String, String> own = new HashMap<>();

    @Override
    protected ProviderKind kind() {
        return new VonageSmsKind();
    }

    @Override
    protected Map<String, String> settings() {
        var settings =
                new HashMap<>(
                        Map.of(
                                "baseUrl", vendor.url() + "/",
                                "apiKey", "abcd1234",
                                "apiSecret", "Vonage-s3cret",
                                "signatureSecret", SIGNATURE_SECRET,
                                "from", "Shop"));
        settings.putAll(own);
        return settings;
    }

    @Override
    protected Reply accepted() {
        return Reply.json(202, "{'message_uuid': '%s'}".formatted(ID));
    }

    @Override
    protected String acceptedId() {
        return ID;
    }

    @Override
    protected void assertReceived(Message message) {
        var request = vendor.lastRequest();
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.path()).isEqualTo("/v1/messages");
        assertThat(request.header("Authorization"))
                .isEqualTo(
                        "Basic "
                                + Base64.getEncoder()
                                        .encodeToString(
                                                "abcd1234:Vonage-s3cret"
                                                        .getBytes(StandardCharsets.UTF_8)));
        var json = request.json();
        assertThat(json.propertyNames())
                .containsExactlyInAnyOrder(
                        "channel",
                        "message_type",
                        "to",
                        "from",
                        "text",
                        "client_ref",
                        "ttl",
                        "sms",
                        "webhook_url",
                        "webhook_version");
        assertThat(json.path("channel").asString()).isEqualTo("sms");
        assertThat(json.path("message_type").asString()).isEqualTo("text");
        assertThat(json.path("to").asString()).isEqualTo("919876543210");
        assertThat(json.path("from").asString()).isEqualTo("Shop");
        assertThat(json.path("text").asString()).isEqualTo(message.content().text());
        assertThat(json.path("client_ref").asString()).isEqualTo(message.reference());
        assertThat(json.path("ttl").asInt()).isEqualTo(600);
        assertThat(json.path("sms").toString()).isEqualTo("{\"encoding_type\":\"auto\"}");
        assertThat(json.path("webhook_url").asString()).isEqualTo(receiptUrl().toString());
        assertThat(json.path("webhook_version").asString()).isEqualTo("v1");
    }

    @Override
    protected List<Refusal> refusalsForGood() {
        return List.of(
                refusal("invalid number", Cause.BAD_RECIPIENT, failure(422, "1170")),
                refusal("no longer active", Cause.BAD_RECIPIENT, failure(422, "1190")),
                refusal("stopped", Cause.UNSUBSCRIBED, failure(422, "1240")),
                refusal(
                        "invalid parameter",
                        Cause.BAD_RECIPIENT,
                        Reply.json(
                                422,
                                "{'type': 'https://developer.vonage.com/api-errors#invalid-params',"
                                        + " 'title': 'Invalid params',"
                                        + " 'detail': 'The value is invalid.',"
                                        + " 'invalid_parameters': [{'name': 'to',"
                                        + " 'reason': 'not 919876543210'}]}")));
    }

    @Override
    protected List<Refusal> refusalsForNow() {
        return List.of(
                forNow("throttled", failure(429, "1000").with("Retry-After", "1")),
                forNow("wrong credentials", failure(401, "unauthorized")),
                forNow("no credit", failure(402, "1070")),
                forNow("suspended", failure(403, "1060")),
                forNow("sender not accepted", failure(422, "1120")),
                forNow("unroutable from here", failure(422, "1250")),
                forNow("on Vonage's own list", failure(422, "1050")),
                forNow("internal", failure(500, "1030")),
                forNow("a proxy's page", Reply.text(502, "text/html", "<html></html>")));
    }

    /** A problem as Vonage documents it, with details that repeat what it got. */
    private static Reply failure(int status, String number) {
        return Reply.json(
                status,
                ("{'type': 'https://developer.vonage.com/api-errors/messages#%s',"
                                + " 'title': 'Refused', 'detail': 'No: 919876543210, %s, %s',"
                                + " 'instance': 'bf0ca0bf927b3b52e3cb03217e1a1ddf'}")
                        .formatted(number, CODE, "Vonage-s3cret"));
    }

    @Override
    protected List<Hook> hooks() {
        var at = Instant.parse("2026-11-22T06:00:00Z");
        return List.of(
                hook(status("delivered", ""), new Receipt(ID, Receipt.State.DELIVERED, at, null)),
                hook(status("submitted", "")),
                hook(
                        status(
                                "rejected",
                                ",\"error\":{\"type\":\"https://developer.vonage.com/api-errors/"
                                        + "messages#1280\",\"title\":1280,"
                                        + "\"detail\":\"Number Blocked by Carrier\"}"),
                        new Receipt(
                                ID,
                                Receipt.State.FAILED,
                                at,
                                "rejected, error 1280: Number Blocked by Carrier")),
                hook(
                        status("undeliverable", ""),
                        new Receipt(ID, Receipt.State.FAILED, at, "undeliverable")));
    }

    private static String status(String status, String more) {
        return ("{\"message_uuid\":\"%s\",\"to\":\"919876543210\",\"from\":\"Shop\","
                        + "\"timestamp\":\"2026-11-22T06:00:00Z\",\"status\":\"%s\","
                        + "\"channel\":\"sms\"%s}")
                .formatted(ID, status, more);
    }

    @Test
    void believesNoOtherAlgorithmAndNoOtherBody() {
        String body = status("delivered", "");
        String good = "{\"payload_hash\":\"%s\"}".formatted(sha256(body));
        assertThat(received(token("{\"alg\":\"HS256\"}", good), body))
                .isInstanceOf(ReceiptOutcome.Genuine.class);
        assertThat(received(token("{\"alg\":\"none\"}", good), body))
                .isInstanceOf(ReceiptOutcome.Forged.class);
        assertThat(received(token("{\"alg\":\"HS256\"}", "{\"iat\":1}"), body))
                .isInstanceOf(ReceiptOutcome.Forged.class);
        assertThat(received("a.b", body)).isInstanceOf(ReceiptOutcome.Forged.class);
        assertThat(received("*.*.*", body)).isInstanceOf(ReceiptOutcome.Forged.class);
        assertThat(received(token("{\"alg\":\"HS256\"}", good) + "A", body))
                .isInstanceOf(ReceiptOutcome.Forged.class);
    }

    @Test
    void namesItsRegistrationInIndia() {
        own.put("dltEntityId", "1101");
        own.put("dltTemplateId", "1107");
        accepts();
        assertThat(link().send(message()).block()).isInstanceOf(Outcome.Sent.class);
        assertThat(vendor.lastRequest().json().path("sms").toString())
                .isEqualTo(
                        "{\"encoding_type\":\"auto\",\"entity_id\":\"1101\","
                                + "\"content_id\":\"1107\"}");
    }

    private ReceiptOutcome received(String token, String body) {
        return link().receive(request(token, body)).blockOptional().orElseThrow();
    }

    private Hook hook(String body, Receipt... receipts) {
        String token =
                token(
                        "{\"alg\":\"HS256\",\"typ\":\"JWT\"}",
                        ("{\"iat\":1795327200,\"jti\":\"c0ffee\",\"iss\":\"Vonage\","
                                        + "\"payload_hash\":\"%s\",\"api_key\":\"abcd1234\"}")
                                .formatted(sha256(body)));
        return new Hook(request(token, body), List.of(receipts));
    }

    private ReceiptRequest request(String token, String body) {
        return post(
                Map.of("Content-Type", "application/json", "Authorization", "Bearer " + token),
                body);
    }

    private static String token(String header, String claims) {
        String signed =
                base64(header.getBytes(StandardCharsets.UTF_8))
                        + "."
                        + base64(claims.getBytes(StandardCharsets.UTF_8));
        return signed + "." + base64(Hmac.SHA256.of(signed, SecretText.of(SIGNATURE_SECRET)));
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String sha256(String body) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(body.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void prefersWhatTheContentBringsAlong() {
        own.put("dltEntityId", "1101");
        var json =
                sent(new Content("en", null, CODE, null, "SHOPIN", new Dlt(null, "1108"), null))
                        .json();
        assertThat(json.path("from").asString()).isEqualTo("SHOPIN");
        assertThat(json.path("sms").path("entity_id").asString()).isEqualTo("1101");
        assertThat(json.path("sms").path("content_id").asString()).isEqualTo("1108");
    }
}
