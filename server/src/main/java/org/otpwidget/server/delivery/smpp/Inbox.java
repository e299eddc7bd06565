package org.otpwidget.server.delivery.smpp;

import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.AlertNotification;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.session.DataSmResult;
import org.jsmpp.session.MessageReceiverListener;
import org.jsmpp.session.Session;
import org.otpwidget.server.delivery.provider.Receipt;
import org.otpwidget.server.delivery.provider.ReceiptSink;

import reactor.core.publisher.Mono;

import java.util.concurrent.Semaphore;

/**
 * Takes what the SMSC sends by itself. Everything but receipts is taken and dropped, or the SMSC
 * would offer it again and again. Of receipts so many are under way at most; the SMSC keeps what is
 * beyond, and offers it again.
 */
final class Inbox implements MessageReceiverListener {

    /** Receipts under way at once. A database that is away for a moment doesn't fill it. */
    static final int ROOM = 10_000;

    private final ReceiptReader reader;
    private final ReceiptSink receipts;
    private final Semaphore room;

    /**
     * @param room receipts under way at most
     */
    Inbox(ReceiptReader reader, ReceiptSink receipts, int room) {
        this.reader = reader;
        this.receipts = receipts;
        this.room = new Semaphore(room);
    }

    @Override
    public void onAcceptDeliverSm(DeliverSm deliver) throws ProcessRequestException {
        var receipt = reader.read(deliver);
        if (receipt.isPresent()) {
            take(receipt.get());
        }
    }

    @Override
    public void onAcceptAlertNotification(AlertNotification alert) {}

    @Override
    public DataSmResult onAcceptDataSm(DataSm data, Session source) throws ProcessRequestException {
        throw new ProcessRequestException("not served", SMPPConstant.STAT_ESME_RINVCMDID);
    }

    private void take(Receipt receipt) throws ProcessRequestException {
        if (!room.tryAcquire()) {
            throw new ProcessRequestException(
                    "too many receipts at once", SMPPConstant.STAT_ESME_RX_T_APPN);
        }
        var _ =
                Mono.defer(() -> receipts.accept(receipt))
                        .doFinally(_ -> room.release())
                        .subscribe();
    }
}
