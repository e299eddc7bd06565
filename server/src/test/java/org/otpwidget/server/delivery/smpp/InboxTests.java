package org.otpwidget.server.delivery.smpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.extra.ProcessRequestException;
import org.junit.jupiter.api.Test;
import org.otpwidget.server.delivery.provider.Receipt;

import reactor.core.publisher.Sinks;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

class InboxTests {

    private final List<Receipt> receipts = new ArrayList<>();
    private final Sinks.Empty<Void> recorded = Sinks.empty();
    private final Inbox inbox =
            new Inbox(
                    new ReceiptReader(ReceiptIds.SAME),
                    receipt -> {
                        receipts.add(receipt);
                        return recorded.asMono();
                    },
                    2);

    @Test
    void leavesToTheSmscWhatThereIsNoRoomFor() throws Exception {
        inbox.onAcceptDeliverSm(receipt("1"));
        inbox.onAcceptDeliverSm(receipt("2"));

        assertThatThrownBy(() -> inbox.onAcceptDeliverSm(receipt("3")))
                .isInstanceOfSatisfying(
                        ProcessRequestException.class,
                        refusal ->
                                assertThat(refusal.getErrorCode())
                                        .isEqualTo(SMPPConstant.STAT_ESME_RX_T_APPN));
        recorded.tryEmitEmpty().orThrow();
        inbox.onAcceptDeliverSm(receipt("3"));

        assertThat(receipts).extracting(Receipt::providerId).containsExactly("1", "2", "3");
    }

    @Test
    void takesWhatIsNoReceiptAllTheSame() throws Exception {
        for (int message = 0; message < 3; message++) {
            inbox.onAcceptDeliverSm(new DeliverSm());
        }

        assertThat(receipts).isEmpty();
    }

    private static DeliverSm receipt(String id) {
        var deliver = new DeliverSm();
        deliver.setSmscDeliveryReceipt();
        deliver.setShortMessage(
                ("id:" + id + " stat:DELIVRD err:000").getBytes(StandardCharsets.US_ASCII));
        return deliver;
    }
}
