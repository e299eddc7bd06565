package org.otpwidget.server.delivery.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.otpwidget.server.delivery.Message;
import org.otpwidget.server.delivery.Outcome;
import org.otpwidget.server.delivery.provider.ProviderKind;
import org.otpwidget.server.delivery.provider.Receipt;
import org.otpwidget.server.template.Content;
import org.otpwidget.server.template.WhatsAppTemplate;

import java.util.List;
import java.util.Map;

class TwilioWhatsAppKindTests extends TwilioContractTests {

    private static final String TEMPLATE = "HX0123456789abcdef0123456789abcdef";

    private Map<String, String> own = Map.of("from", "+14155550100", "contentSid", TEMPLATE);

    @Override
    protected ProviderKind kind() {
        return new TwilioWhatsAppKind();
    }

    @Override
    protected Map<String, String> settings() {
        return account(own);
    }

    @Override
    protected void assertReceived(Message message) {
        assertThat(posted("Messages"))
                .isEqualTo(
                        Map.of(
                                "To",
                                "whatsapp:+919876543210",
                                "From",
                                "whatsapp:+14155550100",
                                "ContentSid",
                                TEMPLATE,
                                "ContentVariables",
                                "{\"1\":\"" + CODE + "\"}",
                                "StatusCallback",
                                receiptUrl().toString()));
    }

    @Override
    protected List<Hook> hooks() {
        return List.of(
                hook(status("read"), new Receipt(SID, Receipt.State.DELIVERED, null, null)),
                hook(status("failed"), new Receipt(SID, Receipt.State.FAILED, null, "failed")));
    }

    private static Map<String, String> status(String status) {
        return Map.of(
                "MessageSid", SID,
                "MessageStatus", status,
                "ChannelPrefix", "whatsapp",
                "To", "whatsapp:+919876543210",
                "From", "whatsapp:+14155550100");
    }

    @Test
    void sendsTheTextWithoutATemplate() {
        own = Map.of("from", "+14155550100");
        accepts();
        assertThat(link().send(message()).block()).isInstanceOf(Outcome.Sent.class);
        assertThat(vendor.lastRequest().form())
                .containsEntry("Body", message().content().text())
                .doesNotContainKeys("ContentSid", "ContentVariables");
    }

    @Test
    void refusesWhatIsNoTemplate() {
        assertThat(wrong(Map.of("contentSid", "welcome"))).containsOnlyKeys("contentSid");
    }

    @Test
    void prefersTheContentsTemplateIfTwilioKnowsIt() {
        String other = "HXffffffffffffffffffffffffffffffff";
        assertThat(sent(naming(other)).form())
                .containsEntry("ContentSid", other)
                .containsEntry("ContentVariables", "{\"1\":\"" + CODE + "\",\"2\":\"Ann\"}");
        assertThat(sent(naming("metas_name")).form())
                .containsEntry("ContentSid", TEMPLATE)
                .containsEntry("ContentVariables", "{\"1\":\"" + CODE + "\"}");
    }

    private static Content naming(String template) {
        return new Content(
                "en",
                null,
                CODE,
                null,
                null,
                null,
                new WhatsAppTemplate(template, "en", List.of(CODE, "Ann")));
    }
}
