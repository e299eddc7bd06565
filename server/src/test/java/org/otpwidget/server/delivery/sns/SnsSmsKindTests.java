package org.otpwidget.server.delivery.sns;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.otpwidget.server.delivery.Message;
import org.otpwidget.server.delivery.Outcome;
import org.otpwidget.server.delivery.Outcome.Cause;
import org.otpwidget.server.delivery.provider.HttpProviderContractTests;
import org.otpwidget.server.delivery.provider.ProviderKind;
import org.otpwidget.server.delivery.provider.ProviderSettings;
import org.otpwidget.server.delivery.provider.VendorStandIn.Reply;
import org.otpwidget.server.delivery.provider.VendorStandIn.Request;
import org.otpwidget.server.secret.SecretText;
import org.otpwidget.server.template.Content;
import org.otpwidget.server.template.Dlt;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

class SnsSmsKindTests extends HttpProviderContractTests {

    private static final String ID = "567910cd-659e-55d4-8ccb-5aaf14679dc0";
    private static final String KEY_ID = "AKIAIOSFODNN7EXAMPLE";
    private static final String KEY = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

    private final Map<String, String> own = new HashMap<>();

    @Override
    protected ProviderKind kind() {
        return new SnsSmsKind();
    }

    @Override
    protected Map<String, String> settings() {
        var settings =
                new HashMap<>(
                        Map.of(
                                "baseUrl",
                                vendor.url(),
                                "region",
                                "ap-south-1",
                                "accessKeyId",
                                KEY_ID,
                                "secretAccessKey",
                                KEY,
                                "senderId",
                                "SHOPIN"));
        settings.putAll(own);
        return settings;
    }

    @Override
    protected Reply accepted() {
        return xml(
                200,
                """
                <PublishResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/">
                  <PublishResult><MessageId>%s</MessageId></PublishResult>
                  <ResponseMetadata><RequestId>f187a3c1-376f</RequestId></ResponseMetadata>
                </PublishResponse>
                """
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
        assertThat(request.path()).isEqualTo("/");
        assertThat(request.form())
                .isEqualTo(
                        Map.of(
                                "Action",
                                "Publish",
                                "Version",
                                "2010-03-31",
                                "PhoneNumber",
                                "+919876543210",
                                "Message",
                                message.content().text(),
                                "MessageAttributes.entry.1.Name",
                                "AWS.SNS.SMS.SMSType",
                                "MessageAttributes.entry.1.Value.DataType",
                                "String",
                                "MessageAttributes.entry.1.Value.StringValue",
                                "Transactional",
                                "MessageAttributes.entry.2.Name",
                                "AWS.SNS.SMS.SenderID",
                                "MessageAttributes.entry.2.Value.DataType",
                                "String",
                                "MessageAttributes.entry.2.Value.StringValue",
                                "SHOPIN"));
        assertSigned(request);
    }

    @Override
    protected List<Refusal> refusalsForGood() {
        return List.of(
                refusal(
                        "bad number",
                        Cause.BAD_RECIPIENT,
                        error(
                                400,
                                "InvalidParameter",
                                "Invalid parameter: PhoneNumber Reason: +919876543210 is not"
                                        + " valid to publish to")),
                refusal(
                        "opted out",
                        Cause.UNSUBSCRIBED,
                        error(400, "OptedOut", "The number has opted out")),
                refusal(
                        "opted out, said otherwise",
                        Cause.UNSUBSCRIBED,
                        error(
                                400,
                                "InvalidParameter",
                                "Invalid parameter: PhoneNumber Reason: +919876543210 is opted"
                                        + " out")));
    }

    @Override
    protected List<Refusal> refusalsForNow() {
        return List.of(
                forNow(
                        "sender",
                        error(
                                400,
                                "InvalidParameterValue",
                                "Invalid parameter: AWS.SNS.SMS.SenderID")),
                forNow("who are you", error(403, "InvalidClientTokenId", "No token like " + KEY)),
                forNow("bad signature", error(403, "SignatureDoesNotMatch", "Check your key")),
                forNow("not allowed", error(403, "AuthorizationError", "Not authorized")),
                forNow("busy", error(400, "Throttling", "Rate exceeded")),
                forNow("broken", error(500, "InternalError", CODE + " broke it")),
                forNow("unavailable", xml(503, "")));
    }

    private static Reply error(int status, String code, String words) {
        return xml(
                status,
                """
                <ErrorResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/">
                  <Error><Type>Sender</Type><Code>%s</Code><Message>%s</Message></Error>
                  <RequestId>9dd01905-5012</RequestId>
                </ErrorResponse>
                """
                        .formatted(code, words));
    }

    private static Reply xml(int status, String body) {
        return Reply.text(status, "text/xml", body);
    }

    /**
     * Signs what came once more, step by step as
     * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
     * says.
     */
    private static void assertSigned(Request request) {
        String authorization = request.header("Authorization");
        var found =
                Pattern.compile(
                                "AWS4-HMAC-SHA256 Credential="
                                        + KEY_ID
                                        + "/(\\d{8}/ap-south-1/sns/aws4_request), "
                                        + "SignedHeaders=([a-z0-9;-]+), Signature=([0-9a-f]{64})")
                        .matcher(authorization);
        assertThat(found.matches()).as(authorization).isTrue();
        assertThat(found.group(2)).contains("host", "x-amz-date");
        String headers =
                Arrays.stream(found.group(2).split(";", -1))
                        .map(name -> name + ":" + request.header(name).strip() + "\n")
                        .collect(Collectors.joining());
        String canonical =
                "POST\n/\n\n" + headers + "\n" + found.group(2) + "\n" + sha256(request.body());
        String scope = found.group(1);
        String toSign =
                "AWS4-HMAC-SHA256\n"
                        + request.header("X-Amz-Date")
                        + "\n"
                        + scope
                        + "\n"
                        + sha256(canonical);
        byte[] key = ("AWS4" + KEY).getBytes(StandardCharsets.UTF_8);
        for (String part : scope.split("/", -1)) {
            key = hmac(key, part);
        }
        assertThat(HexFormat.of().formatHex(hmac(key, toSign))).isEqualTo(found.group(3));
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void namesNumberAndRegistrationInIndia() {
        own.putAll(
                Map.of(
                        "originationNumber", "+14155550100",
                        "dltEntityId", "1101",
                        "dltTemplateId", "1107"));
        accepts();
        assertThat(link().send(message()).block()).isInstanceOf(Outcome.Sent.class);
        assertThat(vendor.lastRequest().form())
                .containsEntry("MessageAttributes.entry.3.Name", "AWS.MM.SMS.OriginationNumber")
                .containsEntry("MessageAttributes.entry.3.Value.StringValue", "+14155550100")
                .containsEntry("MessageAttributes.entry.4.Name", "AWS.MM.SMS.EntityId")
                .containsEntry("MessageAttributes.entry.4.Value.StringValue", "1101")
                .containsEntry("MessageAttributes.entry.5.Name", "AWS.MM.SMS.TemplateId")
                .containsEntry("MessageAttributes.entry.5.Value.StringValue", "1107");
    }

    @Test
    void refusesWhatIsNoRegion() {
        assertThat(wrong(Map.of("region", "evil.example/"))).containsOnlyKeys("region");
        assertThat(wrong(Map.of("region", "us-gov-west-1"))).isEmpty();
        assertThat(wrong(Map.of("region", "eu-west-1", "dltEntityId", "1")))
                .containsOnlyKeys("dltTemplateId");
    }

    private Map<String, String> wrong(Map<String, String> values) {
        var wrong = new HashMap<String, String>();
        kind().check(
                        new ProviderSettings(
                                "p",
                                channel(),
                                receiptUrl(),
                                kind().fields(),
                                values,
                                Map.of("secretAccessKey", SecretText.of(KEY))),
                        wrong::put);
        return wrong;
    }

    @Test
    void prefersWhatTheContentBringsAlong() {
        own.putAll(Map.of("dltEntityId", "1101", "dltTemplateId", "1107"));
        var dlt = new Dlt("1102", "1108");
        assertThat(sent(new Content("en", null, CODE, null, "OTHERS", dlt, null)).form().values())
                .contains("OTHERS", "1102", "1108")
                .doesNotContain("SHOPIN", "1101", "1107");
    }
}
