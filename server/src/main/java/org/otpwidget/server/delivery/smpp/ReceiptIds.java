package org.otpwidget.server.delivery.smpp;

import java.math.BigInteger;
import java.util.Locale;

/**
 * How an SMSC writes the id of a message. Many count in hexadecimal when they answer and in decimal
 * when they report, or the other way round; both become the same decimal number here.
 */
enum ReceiptIds {
    SAME(0, 0),
    HEX_THEN_DECIMAL(16, 10),
    DECIMAL_THEN_HEX(10, 16);

    private final int answerRadix;
    private final int receiptRadix;

    ReceiptIds(int answerRadix, int receiptRadix) {
        this.answerRadix = answerRadix;
        this.receiptRadix = receiptRadix;
    }

    /** The way of a setting. */
    static ReceiptIds of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    /** The id in an answer, as it is kept. */
    String ofAnswer(String id) {
        return number(id, answerRadix);
    }

    /** The id in a receipt, as it is kept. */
    String ofReceipt(String id) {
        return number(id, receiptRadix);
    }

    private static String number(String id, int radix) {
        try {
            return radix == 0 ? id : new BigInteger(id, radix).toString();
        } catch (NumberFormatException _) {
            return id;
        }
    }
}
