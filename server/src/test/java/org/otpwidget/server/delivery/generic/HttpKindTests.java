package org.otpwidget.server.delivery.generic;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.otpwidget.server.delivery.Message;
import org.otpwidget.server.delivery.MovableClock;
import org.otpwidget.server.delivery.Outcome.Cause;
import org.otpwidget.server.delivery.provider.HttpProviderContractTests;
import org.otpwidget.server.delivery.provider.ProviderKind;
import org.otpwidget.server.delivery.provider.Receipt;
import org.otpwidget.server.delivery.provider.ReceiptRequest;
import org.otpwidget.server.delivery.provider.VendorStandIn.Reply;
import org.otpwidget.server.widget.Channel;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The contract of the kind that accounts describe themselves. */
class HttpKindTests extends HttpProviderContractTests {

    private static final String RECEIPT_SECRET = "shared between two";

    @Override
    protected ProviderKind kind() {
        return new HttpKind();
    }

    @Override
    protected Channel channel() {
        return Channel.SMS;
    }

    @Override
    protected Map<String, String> settings() {
        return Map.of(
                "url",
                vendor.url() + "/v2/send?ref=##REFERENCE##&name=##NAME##",
                "headers",
                "X-Lang: ##LANG##\nX-Name: ##NAME##",
                "authorization",
                "Bearer s3cr3t-key",
                "body",
                """
                {"to": "##PLUS_TO##", "text": "##TEXT##", "hook": "##RECEIPT_URL##", "ttl": ##TTL##}\
                """,
                "idPointer",
                "/message/id",
                "badRecipientPattern",
                "\"code\":\\s*21",
                "unsubscribedPattern",
                "\"code\":\\s*22",
                "reasonPointer",
                "/error/words",
                "receiptSecret",
                RECEIPT_SECRET);
    }

    @Override
    protected Reply accepted() {
        return Reply.json(202, "{'message': {'id': 'm-77'}}");
    }

    @Override
    protected String acceptedId() {
        return "m-77";
    }

    @Override
    protected void assertReceived(Message message) {
        var request = vendor.lastRequest();
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.path()).isEqualTo("/v2/send");
        assertThat(request.query())
                .isEqualTo(Map.of("ref", message.reference(), "name", message.widgetName()));
        assertThat(request.header("Authorization")).isEqualTo("Bearer s3cr3t-key");
        assertThat(request.header("Content-Type")).isEqualTo("application/json");
        assertThat(request.header("X-Lang")).isEqualTo("en");
        assertThat(request.json().path("to").asString()).isEqualTo("+919876543210");
        assertThat(request.json().path("text").asString()).isEqualTo(message.content().text());
        assertThat(request.json().path("ttl").asInt()).isEqualTo(600);
        assertThat(request.json().path("hook").asString()).isEqualTo(receiptUrl().toString());
    }

    @Override
    protected List<Refusal> refusalsForGood() {
        return List.of(
                refusal(
                        "bad number",
                        Cause.BAD_RECIPIENT,
                        Reply.json(200, "{'error': {'code': 21, 'words': 'no such number'}}")),
                refusal(
                        "unsubscribed",
                        Cause.UNSUBSCRIBED,
                        Reply.json(403, "{'error': {'code': 22, 'words': 'STOP'}}")));
    }

    @Override
    protected List<Refusal> refusalsForNow() {
        return List.of(
                forNow("busy", Reply.json(429, "{}").with("Retry-After", "7")),
                forNow("broken", Reply.json(503, "{'error': {'words': 'down'}}")),
                forNow("wrong key", Reply.json(401, "{'error': {'words': 'who are you'}}")));
    }

    @Override
    protected List<Hook> hooks() {
        return List.of(
                hook(
                        "{\"id\":\"m-77\",\"status\":\"Delivered\"}",
                        new Receipt("m-77", Receipt.State.DELIVERED, null, null)),
                hook(
                        """
                        [{"id":"m-1","status":"failed","reason":"absent"},{"id":"m-2","status":"sent"}]\
                        """,
                        new Receipt("m-1", Receipt.State.FAILED, null, "absent")));
    }

    @Test
    void escapesForFormsAndXml() {
        assertThat(body("application/x-www-form-urlencoded", "to=##TO##&text=##TEXT##"))
                .doesNotContain("\"", "<", "\n")
                .contains("%26")
                .contains("to=919876543210&text=");
        assertThat(body("text/xml", "<sms to='##TO##'>##TEXT##</sms>"))
                .contains("&quot;Shop&quot; &amp; &lt;more&gt;");
    }

    @Test
    void callsFromTheWidgetsCallerIdOrItsOwn() {
        var settings =
                settings(Map.of("url", vendor.url(), "callerId", "4930", "body", "##CALLER##"));
        Message plain = message();
        var called =
                new Message(
                        plain.id(),
                        plain.requestId(),
                        plain.recipient(),
                        plain.widgetName(),
                        "918045678900",
                        plain.content(),
                        plain.code(),
                        plain.expiresAt());

        var template = new CallTemplate(settings, new MovableClock());
        assertThat(template.call(called).body()).isEqualTo("918045678900");
        assertThat(template.call(plain).body()).isEqualTo("4930");
    }

    @Test
    void refusesSettingsThatCannotWork() {
        var wrong = new HashMap<String, String>();
        var settings = new HashMap<String, String>();
        settings.put("url", "https://##TO##.example/");
        settings.put("body", "##WHAT##");
        settings.put("headers", "no colon");
        settings.put("idPointer", "id");
        settings.put("idPattern", "(");
        HttpFields.check(settings(settings), wrong::put);
        assertThat(wrong).containsOnlyKeys("url", "body", "headers", "idPointer", "idPattern");
    }

    private String body(String contentType, String template) {
        var settings = new HashMap<>(Map.of("url", vendor.url(), "contentType", contentType));
        settings.put("body", template);
        return new CallTemplate(settings(settings), new MovableClock()).call(message()).body();
    }

    private org.otpwidget.server.delivery.provider.ProviderSettings settings(
            Map<String, String> values) {
        return new org.otpwidget.server.delivery.provider.ProviderSettings(
                "p", channel(), receiptUrl(), HttpFields.ALL, values, Map.of());
    }

    private Hook hook(String body, Receipt... receipts) {
        ReceiptRequest request =
                post(
                        Map.of(
                                "Content-Type",
                                "application/json",
                                "X-Signature",
                                "sha256=" + HexFormat.of().formatHex(sign(body))),
                        body);
        return new Hook(request, List.of(receipts));
    }

    private static byte[] sign(String body) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            byte[] key = RECEIPT_SECRET.getBytes(StandardCharsets.UTF_8);
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(body.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
