package org.otpwidget.server.delivery.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.otpwidget.server.delivery.Outcome;
import org.otpwidget.server.delivery.provider.Receipt;

import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Receipts, there and back. */
class SmppReceiptTests {

    private final Smsc smsc = new Smsc();

    @AfterEach
    void close() {
        smsc.close();
    }

    @Test
    void tellsTheStateOfAMessageByItsId() throws InterruptedException {
        try (var link = new SmscLink(smsc, Map.of())) {
            assertThat(link.send("123456")).isEqualTo(new Outcome.Sent("m-100"));
            deliver("m-100", "DELIVRD");
            assertThat(next(link)).isEqualTo(delivered("m-100"));
            deliver("m-100", "UNDELIV");
            assertThat(next(link)).isEqualTo(failed("m-100", "UNDELIV, error 011"));
        }
    }

    @ParameterizedTest
    @CsvSource({"2, DELIVERED,", "3, FAILED, EXPIRED", "5, FAILED, UNDELIV", "8, FAILED, REJECTD"})
    void readsParameters(int state, Receipt.State expected, @Nullable String reason)
            throws InterruptedException {
        try (var link = new SmscLink(smsc, Map.of())) {
            assertThat(link.send("123456")).isEqualTo(new Outcome.Sent("m-100"));
            var pdu =
                    Map.of(
                            "esm_class",
                            4,
                            "short_message",
                            "anything",
                            "receipted_message_id",
                            "m-100",
                            "message_state",
                            state);
            assertThat(smsc.deliver(pdu)).isZero();
            assertThat(next(link)).isEqualTo(new Receipt("m-100", expected, null, reason));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "hex-then-decimal, hex, 100, 100",
        "hex-then-decimal, hex, 0000000100, 100",
        "decimal-then-hex, decimal, 0064, 100",
        "same, hex, 64, 64"
    })
    void knowsHowIdsAreWritten(String setting, String answers, String inReceipt, String id)
            throws InterruptedException {
        smsc.answers(answers);
        try (var link = new SmscLink(smsc, Map.of("receiptIds", setting))) {
            assertThat(link.send("123456")).isEqualTo(new Outcome.Sent(id));
            deliver(inReceipt, "DELIVRD");
            assertThat(next(link)).isEqualTo(delivered(id));
        }
    }

    @Test
    void makesOneReceiptOfThoseOfAllParts() throws InterruptedException {
        try (var link = new SmscLink(smsc, Map.of())) {
            assertThat(link.send("a".repeat(400))).isEqualTo(new Outcome.Sent("m-102"));
            deliver("m-102", "DELIVRD");
            deliver("m-100", "DELIVRD");
            deliver("m-100", "DELIVRD");
            assertThat(link.receipts).isEmpty();
            deliver("m-101", "DELIVRD");
            assertThat(next(link)).isEqualTo(delivered("m-102"));
        }
    }

    @Test
    void failsWithTheFirstPartThatDoes() throws InterruptedException {
        try (var link = new SmscLink(smsc, Map.of())) {
            assertThat(link.send("a".repeat(400))).isEqualTo(new Outcome.Sent("m-102"));
            deliver("m-100", "DELIVRD");
            deliver("m-101", "EXPIRED");
            assertThat(next(link)).isEqualTo(failed("m-102", "EXPIRED, error 011"));
        }
    }

    /** The text of a receipt repeats the message: neither it nor its words are believed or kept. */
    @Test
    void takesNothingElseForAReceipt() {
        try (var link = new SmscLink(smsc, Map.of())) {
            assertThat(link.send("123456")).isEqualTo(new Outcome.Sent("m-100"));
            smsc.deliver(Map.of("esm_class", 0, "short_message", "id:m-100 stat:DELIVRD"));
            smsc.deliver(Map.of("esm_class", 4, "short_message", "STOP"));
            smsc.deliver(Map.of("esm_class", 4, "short_message", "text:id:m-100 stat:DELIVRD"));
            deliver("m-100", "ENROUTE");
            deliver("m-100", "ACCEPTD");
            assertThat(link.receipts).isEmpty();
        }
    }

    private void deliver(String id, String state) {
        String text =
                """
                id:%s sub:001 dlvrd:001 submit date:2611221000 done date:2611221001 stat:%s err:011 \
                text:123456 is your\
                """
                        .formatted(id, state);
        assertThat(smsc.deliver(Map.of("esm_class", 4, "short_message", text))).isZero();
    }

    private static @Nullable Receipt next(SmscLink link) throws InterruptedException {
        return link.receipts.poll(10, TimeUnit.SECONDS);
    }

    private static Receipt delivered(String id) {
        return new Receipt(id, Receipt.State.DELIVERED, null, null);
    }

    private static Receipt failed(String id, String reason) {
        return new Receipt(id, Receipt.State.FAILED, null, reason);
    }
}
