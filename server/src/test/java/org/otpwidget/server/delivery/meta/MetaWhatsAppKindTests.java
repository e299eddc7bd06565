package org.otpwidget.server.delivery.meta;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.otpwidget.server.delivery.Message;
import org.otpwidget.server.delivery.Outcome.Cause;
import org.otpwidget.server.delivery.provider.Hmac;
import org.otpwidget.server.delivery.provider.HttpProviderContractTests;
import org.otpwidget.server.delivery.provider.ProviderKind;
import org.otpwidget.server.delivery.provider.ProviderSettings;
import org.otpwidget.server.delivery.provider.Receipt;
import org.otpwidget.server.delivery.provider.ReceiptOutcome;
import org.otpwidget.server.delivery.provider.ReceiptRequest;
import org.otpwidget.server.delivery.provider.VendorStandIn.Reply;
import org.otpwidget.server.secret.SecretText;
import org.otpwidget.server.template.Content;
import org.otpwidget.server.template.WhatsAppTemplate;
import org.springframework.http.HttpHeaders;
import org.springframework.util.LinkedMultiValueMap;

import tools.jackson.databind.json.JsonMapper;

import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

class MetaWhatsAppKindTests extends HttpProviderContractTests {

    private static final String ID = "wamid.HBgMOTE5ODc2NTQzMjEwFQIAERgSQjA2";
    private static final String TOKEN = "EAAJB-access-token";
    private static final String APP_SECRET = "0a1b2c3d4e5f60718293a4b5c6d7e8f9";
    private static final String VERIFY_TOKEN = "typed-in-beside-the-address";

    @Override
    protected ProviderKind kind() {
        return new MetaWhatsAppKind();
    }

    @Override
    protected Map<String, String> settings() {
        return Map.of(
                "baseUrl",
                vendor.url(),
                "phoneNumberId",
                "106540352242922",
                "accessToken",
                TOKEN,
                "templateName",
                "sign_in_code",
                "languages",
                "en_US, hi, pt_BR",
                "appSecret",
                APP_SECRET,
                "verifyToken",
                VERIFY_TOKEN);
    }

    @Override
    protected Reply accepted() {
        return Reply.json(
                200,
                ("{'messaging_product': 'whatsapp', 'contacts': [{'input': '919876543210', 'wa_id':"
                                + " '919876543210'}], 'messages': [{'id': '%s', 'message_status':"
                                + " 'accepted'}]}")
                        .formatted(ID));
    }

    @Override
    protected String acceptedId() {
        return ID;
    }

    @Override
    protected void assertReceived(Message message) {
        var request = vendor.lastRequest();
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.path()).isEqualTo("/v23.0/106540352242922/messages");
        assertThat(request.query()).isEmpty();
        assertThat(request.header("Authorization")).isEqualTo("Bearer " + TOKEN);
        assertThat(request.json())
                .isEqualTo(
                        JsonMapper.shared()
                                .readTree(
                                        """
                                        {
                                          "messaging_product": "whatsapp",
                                          "recipient_type": "individual",
                                          "to": "919876543210",
                                          "type": "template",
                                          "biz_opaque_callback_data": "%s",
                                          "template": {
                                            "name": "sign_in_code",
                                            "language": {"code": "en_US"},
                                            "components": [
                                              {"type": "body",
                                               "parameters": [{"type": "text", "text": "%s"}]},
                                              {"type": "button", "sub_type": "url", "index": "0",
                                               "parameters": [{"type": "text", "text": "%s"}]}
                                            ]
                                          }
                                        }
                                        """
                                                .formatted(message.reference(), CODE, CODE)));
    }

    @Override
    protected List<Refusal> refusalsForGood() {
        return List.of(
                refusal("not on WhatsApp", Cause.BAD_RECIPIENT, failure(400, 131026)),
                refusal("the sender itself", Cause.BAD_RECIPIENT, failure(400, 131021)),
                refusal("stopped", Cause.UNSUBSCRIBED, failure(400, 131050)));
    }

    @Override
    protected List<Refusal> refusalsForNow() {
        return List.of(
                forNow("token expired", failure(401, 190)),
                forNow("no permission", failure(403, 10)),
                forNow("spam rate", failure(400, 131048)),
                forNow("throughput", failure(400, 130429)),
                forNow("too many to this number", failure(400, 131056)),
                forNow("app's rate", failure(400, 80007)),
                forNow("window closed", failure(400, 131047)),
                forNow("payment", failure(400, 131042)),
                forNow("account locked", failure(403, 131031)),
                forNow("test number", failure(400, 131030)),
                forNow("no such template", failure(404, 132001)),
                forNow("template paused", failure(400, 132015)),
                forNow("internal", failure(500, 131000)),
                forNow("down", failure(503, 2)),
                forNow("a proxy's page", Reply.text(502, "text/html", "<html></html>")));
    }

    /** An error as Meta documents it, with details that repeat what it got. */
    private static Reply failure(int status, int code) {
        return Reply.json(
                status,
                ("{'error': {'message': '(#%d) Refused', 'type': 'OAuthException', 'code': %d,"
                                + " 'error_data': {'messaging_product': 'whatsapp',"
                                + " 'details': 'Not 919876543210, %s, %s'},"
                                + " 'fbtrace_id': 'Az8or2yhqkZfEZ'}}")
                        .formatted(code, code, CODE, TOKEN));
    }

    @Override
    protected List<Hook> hooks() {
        var at = Instant.ofEpochSecond(1795327200);
        return List.of(
                hook(status("delivered", ""), new Receipt(ID, Receipt.State.DELIVERED, at, null)),
                hook(status("sent", "")),
                hook(
                        status("read", "") + "," + failed(),
                        new Receipt(ID, Receipt.State.DELIVERED, at, null),
                        new Receipt(
                                ID,
                                Receipt.State.FAILED,
                                at,
                                "error 131026: Message undeliverable, Not on WhatsApp")),
                hook(""));
    }

    private static String failed() {
        return status(
                "failed",
                ",\"errors\":[{\"code\":131026,\"title\":\"Message undeliverable\","
                        + "\"error_data\":{\"details\":\"Not on WhatsApp\"}}]");
    }

    private static String status(String status, String more) {
        return "{\"id\":\"%s\",\"status\":\"%s\",\"timestamp\":\"1795327200\",\"recipient_id\":\"919876543210\"%s}"
                .formatted(ID, status, more);
    }

    private Hook hook(String statuses, Receipt... receipts) {
        String body =
                """
                {"object":"whatsapp_business_account","entry":[{"id":"102290129340398",\
                "changes":[{"field":"messages","value":{"messaging_product":"whatsapp",\
                "metadata":{"phone_number_id":"106540352242922"},"statuses":[%s]}}]}]}\
                """
                        .formatted(statuses);
        return new Hook(signed(body), List.of(receipts));
    }

    private ReceiptRequest signed(String body) {
        return post(
                Map.of(
                        "Content-Type",
                        "application/json",
                        "X-Hub-Signature-256",
                        "sha256="
                                + HexFormat.of()
                                        .formatHex(
                                                Hmac.SHA256.of(body, SecretText.of(APP_SECRET)))),
                body);
    }

    @Test
    void answersTheChallengeOfWhoKnowsTheToken() {
        assertThat(verified("subscribe", VERIFY_TOKEN, "1158201444"))
                .isEqualTo(new ReceiptOutcome.Genuine(List.of(), "1158201444"));
        assertThat(verified("subscribe", "guess", "1158201444"))
                .isInstanceOf(ReceiptOutcome.Forged.class);
        assertThat(verified("unsubscribe", VERIFY_TOKEN, "1158201444"))
                .isInstanceOf(ReceiptOutcome.Forged.class);
        assertThat(verified("subscribe", VERIFY_TOKEN, "<script>"))
                .isInstanceOf(ReceiptOutcome.Nonsense.class);
    }

    private ReceiptOutcome verified(String mode, String token, String challenge) {
        var query = new LinkedMultiValueMap<String, String>();
        query.set("hub.mode", mode);
        query.set("hub.verify_token", token);
        query.set("hub.challenge", challenge);
        var request =
                new ReceiptRequest("GET", receiptUrl(), new HttpHeaders(), query, new byte[0]);
        return link().receive(request).blockOptional().orElseThrow();
    }

    @Test
    void takesNoNonsenseForAStatus() {
        assertThat(link().receive(signed("{\"object\":\"page\"}")).block())
                .isInstanceOf(ReceiptOutcome.Nonsense.class);
    }

    @Test
    void choosesTheApprovedLanguageThatIsNearest() {
        String approved = "en_US, hi,pt_BR";
        assertThat(AuthenticationTemplate.language(approved, "en")).isEqualTo("en_US");
        assertThat(AuthenticationTemplate.language(approved, "hi")).isEqualTo("hi");
        assertThat(AuthenticationTemplate.language(approved, "pt-BR")).isEqualTo("pt_BR");
        assertThat(AuthenticationTemplate.language(approved, "pt-PT")).isEqualTo("pt_BR");
        assertThat(AuthenticationTemplate.language(approved, "ar")).isEqualTo("en_US");
    }

    @Test
    void refusesSettingsThatCannotWork() {
        assertThat(wrong(Map.of("phoneNumberId", "../me"))).containsOnlyKeys("phoneNumberId");
        assertThat(wrong(Map.of("templateName", "Sign In"))).containsOnlyKeys("templateName");
        assertThat(wrong(Map.of("languages", "english; hindi"))).containsOnlyKeys("languages");
        assertThat(wrong(Map.of("version", "v23.0/.."))).containsOnlyKeys("version");
        assertThat(wrong(Map.of())).isEmpty();
    }

    @Test
    void needsBothSecretsForReceipts() {
        var wrong = new HashMap<String, String>();
        kind().check(settings(Map.of(), Map.of("appSecret", SecretText.of("s"))), wrong::put);
        assertThat(wrong).containsOnlyKeys("verifyToken");
    }

    private Map<String, String> wrong(Map<String, String> changes) {
        var wrong = new HashMap<String, String>();
        kind().check(settings(changes, Map.of()), wrong::put);
        return wrong;
    }

    private ProviderSettings settings(
            Map<String, String> changes, Map<String, SecretText> secrets) {
        var values =
                new HashMap<>(Map.of("phoneNumberId", "106540352242922", "templateName", "code"));
        values.putAll(changes);
        return new ProviderSettings("p", channel(), receiptUrl(), kind().fields(), values, secrets);
    }

    @Test
    void prefersTheContentsTemplate() {
        var other = new WhatsAppTemplate("other", "hi", List.of(CODE, "Ann"));
        var template =
                sent(new Content("hi", null, CODE, null, null, null, other))
                        .json()
                        .path("template");
        assertThat(template.path("name").asString()).isEqualTo("other");
        assertThat(template.path("language").path("code").asString()).isEqualTo("hi");
        var components = template.path("components");
        assertThat(components.path(0).path("parameters").findValuesAsString("text"))
                .containsExactly(CODE, "Ann");
        assertThat(components.path(1).path("parameters").findValuesAsString("text"))
                .containsExactly(CODE);
    }
}
