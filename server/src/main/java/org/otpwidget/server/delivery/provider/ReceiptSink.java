package org.otpwidget.server.delivery.provider;

/** Takes receipts that a link gets by itself. */
@FunctionalInterface
public interface ReceiptSink {

    /** Returns at once; the receipt is recorded in the background. */
    void accept(Receipt receipt);
}
