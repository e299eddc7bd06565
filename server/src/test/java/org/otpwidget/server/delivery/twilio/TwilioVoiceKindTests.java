package org.otpwidget.server.delivery.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.otpwidget.server.delivery.Message;
import org.otpwidget.server.delivery.provider.ProviderKind;
import org.otpwidget.server.delivery.provider.Receipt;
import org.otpwidget.server.template.Content;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

import java.io.StringReader;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import javax.xml.parsers.DocumentBuilderFactory;

class TwilioVoiceKindTests extends TwilioContractTests {

    @Override
    protected ProviderKind kind() {
        return new TwilioVoiceKind();
    }

    @Override
    protected Map<String, String> settings() {
        return account(
                Map.of("from", "+14155550100", "voices", "ta: ta-IN, Google.ta-IN-Standard-A"));
    }

    @Override
    protected void assertReceived(Message message) {
        var form = posted("Calls");
        assertThat(form)
                .containsOnlyKeys("To", "From", "Timeout", "Twiml", "StatusCallback")
                .containsEntry("To", "+919876543210")
                .containsEntry("From", "+14155550100")
                .containsEntry("Timeout", "30")
                .containsEntry("StatusCallback", receiptUrl().toString());
        assertThat(spoken(form.getOrDefault("Twiml", "")))
                .isEqualTo("7, 3, 6, 2, 8, 1 is your code for \"Shop\" & <more>. पासवर्ड");
    }

    @Override
    protected List<Hook> hooks() {
        return List.of(
                hook(
                        status("completed"),
                        new Receipt(
                                SID,
                                Receipt.State.DELIVERED,
                                Instant.parse("2026-11-22T06:00:00Z"),
                                null)),
                hook(status("ringing")),
                hook(status("busy"), failed("busy")),
                hook(status("no-answer"), failed("no-answer")),
                hook(status("failed"), failed("failed")));
    }

    private static Receipt failed(String reason) {
        return new Receipt(
                SID, Receipt.State.FAILED, Instant.parse("2026-11-22T06:00:00Z"), reason);
    }

    private static Map<String, String> status(String status) {
        return Map.of(
                "CallSid", SID,
                "CallStatus", status,
                "CallbackSource", "call-progress-events",
                "Timestamp", "Sun, 22 Nov 2026 06:00:00 +0000",
                "SequenceNumber", "2");
    }

    @Test
    void speaksTwiceSlowlyAndInTheMessagesLanguage() throws Exception {
        Document twiml = parse(twiml("hi", "आपका कोड: सात, तीन"));
        var says = twiml.getElementsByTagName("Say");
        assertThat(says.getLength()).isEqualTo(2);
        for (int i = 0; i < 2; i++) {
            assertThat(says.item(i).getAttributes().getNamedItem("language").getNodeValue())
                    .isEqualTo("hi-IN");
            assertThat(says.item(i).getAttributes().getNamedItem("voice").getNodeValue())
                    .isEqualTo("Polly.Aditi");
            assertThat(says.item(i).getTextContent()).isEqualTo("आपका कोड: सात, तीन");
        }
        assertThat(twiml.getElementsByTagName("prosody").getLength()).isEqualTo(2);
        assertThat(twiml.getElementsByTagName("Pause").getLength()).isEqualTo(2);
    }

    @Test
    void findsAVoiceForRegionsAndForLanguagesOfTheAccountsOwn() {
        assertThat(twiml("pt-PT", "x")).contains("language=\"pt-BR\"");
        assertThat(twiml("ta", "x")).contains("voice=\"Google.ta-IN-Standard-A\"");
        assertThat(twiml("sv-SE", "x"))
                .contains("<Say language=\"sv-SE\">x</Say>")
                .doesNotContain("prosody", "voice=");
    }

    @Test
    void callsFromTheCallerIdOfTheWidget() {
        assertThat(sent(new Content("en", null, "x", null), "918045678900").form())
                .containsEntry("From", "+918045678900");
    }

    @Test
    void refusesVoicesThatCannotBeRead() {
        assertThat(wrong(Map.of("voices", "hi=Aditi"))).containsOnlyKeys("voices");
        assertThat(wrong(Map.of("ringSeconds", "3"))).containsOnlyKeys("ringSeconds");
    }

    private String twiml(String lang, String text) {
        return sent(new Content(lang, null, text, null)).form().getOrDefault("Twiml", "");
    }

    private static String spoken(String twiml) {
        try {
            return parse(twiml).getElementsByTagName("Say").item(1).getTextContent();
        } catch (Exception e) {
            throw new AssertionError(twiml, e);
        }
    }

    private static Document parse(String xml) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(xml)));
    }
}
