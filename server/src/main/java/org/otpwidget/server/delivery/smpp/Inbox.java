package org.otpwidget.server.delivery.smpp;

import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.AlertNotification;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.session.DataSmResult;
import org.jsmpp.session.MessageReceiverListener;
import org.jsmpp.session.Session;
import org.otpwidget.server.delivery.provider.ReceiptSink;

/**
 * Takes what the SMSC sends by itself. Everything but receipts is taken and dropped, or the SMSC
 * would offer it again and again.
 */
record Inbox(ReceiptReader reader, ReceiptSink receipts) implements MessageReceiverListener {

    @Override
    public void onAcceptDeliverSm(DeliverSm deliver) {
        reader.read(deliver).ifPresent(receipts::accept);
    }

    @Override
    public void onAcceptAlertNotification(AlertNotification alert) {}

    @Override
    public DataSmResult onAcceptDataSm(DataSm data, Session source) throws ProcessRequestException {
        throw new ProcessRequestException("not served", SMPPConstant.STAT_ESME_RINVCMDID);
    }
}
