package org.otpwidget.server.delivery.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.otpwidget.server.delivery.Message;
import org.otpwidget.server.delivery.Outcome;
import org.otpwidget.server.delivery.provider.ProviderKind;
import org.otpwidget.server.delivery.provider.Receipt;
import org.otpwidget.server.template.Content;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

class TwilioSmsKindTests extends TwilioContractTests {

    private Map<String, String> own = Map.of("from", "+14155550100");
    private URI receiptUrl = super.receiptUrl();

    @Override
    protected ProviderKind kind() {
        return new TwilioSmsKind();
    }

    @Override
    protected Map<String, String> settings() {
        return account(own);
    }

    @Override
    protected URI receiptUrl() {
        return receiptUrl;
    }

    @Override
    protected void assertReceived(Message message) {
        assertThat(posted("Messages"))
                .isEqualTo(
                        Map.of(
                                "To",
                                "+919876543210",
                                "From",
                                "+14155550100",
                                "Body",
                                message.content().text(),
                                "ValidityPeriod",
                                "600",
                                "StatusCallback",
                                receiptUrl().toString()));
    }

    @Override
    protected List<Hook> hooks() {
        return List.of(
                hook(
                        status("delivered", Map.of()),
                        new Receipt(SID, Receipt.State.DELIVERED, null, null)),
                hook(status("sent", Map.of())),
                hook(
                        status("undelivered", Map.of("ErrorCode", "30006")),
                        new Receipt(SID, Receipt.State.FAILED, null, "undelivered, error 30006")));
    }

    private static Map<String, String> status(String status, Map<String, String> more) {
        var fields = new HashMap<>(more);
        fields.put("AccountSid", ACCOUNT);
        fields.put("ApiVersion", "2010-04-01");
        fields.put("From", "+14155550100");
        fields.put("To", "+919876543210");
        fields.put("MessageSid", SID);
        fields.put("SmsSid", SID);
        fields.put("MessageStatus", status);
        fields.put("SmsStatus", status);
        return fields;
    }

    @Test
    void signsInWithAnApiKeyAndSendsThroughAService() {
        own =
                Map.of(
                        "messagingServiceSid", "MG0123456789abcdef0123456789abcdef",
                        "apiKeySid", "SK0123456789abcdef0123456789abcdef",
                        "apiKeySecret", "key-s3cret");
        sendOne();
        assertThat(vendor.lastRequest().header("Authorization"))
                .isEqualTo(basic("SK0123456789abcdef0123456789abcdef", "key-s3cret"));
        assertThat(vendor.lastRequest().form())
                .containsEntry("MessagingServiceSid", "MG0123456789abcdef0123456789abcdef")
                .doesNotContainKey("From");
    }

    @Test
    void asksForNoReceiptsThatCannotCome() {
        receiptUrl = URI.create("http://127.0.0.1:8080/receipts/1");
        sendOne();
        assertThat(vendor.lastRequest().form()).doesNotContainKey("StatusCallback");
    }

    @Test
    void needsASender() {
        assertThat(wrong(Map.of("from", ""))).containsOnlyKeys("from");
    }

    @Test
    void saysHowLongToWait() {
        vendor.answers(
                org.otpwidget.server.delivery.provider.VendorStandIn.Reply.json(
                                429, "{'code': 20429, 'message': 'Too Many Requests'}")
                        .with("Retry-After", "3"));
        assertThat(link().send(message()).block())
                .isEqualTo(
                        new Outcome.FailedForNow(
                                "HTTP 429, error 20429: Too Many Requests", Duration.ofSeconds(3)));
    }

    private void sendOne() {
        accepts();
        assertThat(link().send(message()).block()).isInstanceOf(Outcome.Sent.class);
    }

    @Test
    void prefersTheContentsSender() {
        assertThat(sent(new Content("en", null, CODE, null, "SHOPIN", null, null)).form())
                .containsEntry("From", "SHOPIN");
    }
}
