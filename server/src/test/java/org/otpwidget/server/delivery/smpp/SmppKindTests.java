package org.otpwidget.server.delivery.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.otpwidget.server.delivery.Message;
import org.otpwidget.server.delivery.Outcome.Cause;
import org.otpwidget.server.delivery.provider.ProviderContractTests;
import org.otpwidget.server.delivery.provider.ProviderKind;
import org.otpwidget.server.delivery.provider.ProviderSettings;
import org.otpwidget.server.secret.SecretText;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The contract of providers, over SMPP; receipts are in {@link SmppReceiptTests}. */
class SmppKindTests extends ProviderContractTests {

    private final Smsc smsc = new Smsc();

    @AfterEach
    void closeSmsc() {
        smsc.close();
    }

    @Override
    protected ProviderKind kind() {
        return new SmppKind();
    }

    @Override
    protected Map<String, String> settings() {
        return Map.ofEntries(
                Map.entry("host", "127.0.0.1"),
                Map.entry("port", "" + smsc.port()),
                Map.entry("systemId", "otp"),
                Map.entry("password", "s3cret"),
                Map.entry("systemType", "VMA"),
                Map.entry("source", "SHOP"),
                Map.entry("serviceType", "OTP"),
                Map.entry("validitySeconds", "93784"),
                Map.entry("badRecipientCodes", "0x400, 1026"),
                Map.entry("unsubscribedCodes", "0x401"));
    }

    @Override
    protected void accepts() {
        smsc.answers("accept");
    }

    @Override
    protected String acceptedId() {
        return "m-100";
    }

    @Override
    protected void assertReceived(Message message) {
        var bind = smsc.next("bind");
        assertThat(bind.path("systemId").asString()).isEqualTo("otp");
        assertThat(bind.path("password").asString()).isEqualTo("s3cret");
        assertThat(bind.path("systemType").asString()).isEqualTo("VMA");
        assertThat(bind.path("version").asInt()).isEqualTo(0x34);
        var submit = smsc.next("submit");
        assertThat(submit.path("text").asString()).isEqualTo(message.content().text());
        assertThat(submit.path("from").asString()).isEqualTo("5/0/SHOP");
        assertThat(submit.path("to").asString()).isEqualTo("1/1/919876543210");
        assertThat(submit.path("esmClass").asInt()).isZero();
        assertThat(submit.path("dataCoding").asInt()).isEqualTo(8);
        assertThat(submit.path("registered").asInt()).isEqualTo(1);
        assertThat(submit.path("serviceType").asString()).isEqualTo("OTP");
        assertThat(submit.path("validity").asInt()).isBetween(597, 600);
    }

    @Override
    protected List<Refusal> refusalsForGood() {
        return List.of(
                refusal("bad number", Cause.BAD_RECIPIENT, 0x0b),
                refusal("bad number, hexadecimal", Cause.BAD_RECIPIENT, 0x400),
                refusal("bad number, decimal", Cause.BAD_RECIPIENT, 1026),
                refusal("unsubscribed", Cause.UNSUBSCRIBED, 0x401));
    }

    @Override
    protected List<Refusal> refusalsForNow() {
        return Stream.concat(
                        Stream.of(0x04, 0x08, 0x0a, 0x14, 0x45, 0x58, 0xff, 0x4ff)
                                .map(status -> forNow("submit " + status, 0, status)),
                        Stream.of(0x05, 0x0d, 0x0e, 0x0f)
                                .map(status -> forNow("bind " + status, status, 0)))
                .toList();
    }

    @Override
    protected void neverAnswers() {
        smsc.answers("silent");
    }

    @Override
    protected List<Runnable> nonsense() {
        return Stream.of("garbage", "nack", "short", "stranger", "drop")
                .<Runnable>map(word -> () -> smsc.answers(word))
                .toList();
    }

    @Test
    void refusesSettingsThatCannotWork() {
        var values = new HashMap<>(settings());
        values.put("port", "0");
        values.put("systemId", "sixteen-letters-");
        values.put("serviceType", "ÄÖÜ");
        values.put("window", "0");
        values.put("messagesPerSecond", "10001");
        values.put("enquireLinkSeconds", "0");
        values.put("validitySeconds", "999999");
        values.put("badRecipientCodes", "0x400; 12");
        values.put("certificate", "-----BEGIN-----");
        var wrong = new HashMap<String, String>();
        var settings =
                new ProviderSettings(
                        "p",
                        channel(),
                        receiptUrl(),
                        SmppFields.ALL,
                        values,
                        Map.of("password", SecretText.of("nine-long")));
        kind().check(settings, wrong::put);
        assertThat(wrong)
                .containsOnlyKeys(
                        "port",
                        "systemId",
                        "password",
                        "serviceType",
                        "window",
                        "messagesPerSecond",
                        "enquireLinkSeconds",
                        "validitySeconds",
                        "badRecipientCodes",
                        "certificate");
    }

    private Refusal refusal(String what, Cause cause, int status) {
        return new Refusal(what, () -> smsc.answers(status), cause);
    }

    private Refusal forNow(String what, int bind, int submit) {
        return new Refusal(
                what,
                () -> {
                    smsc.answersBinds(bind);
                    smsc.answers(submit);
                },
                null);
    }
}
