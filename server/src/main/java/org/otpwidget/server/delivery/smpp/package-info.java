/**
 * SMS over SMPP 3.4, the protocol of carriers and aggregators: one connection that is bound with
 * the first message, kept alive and bound again when it is lost, over which receipts come back.
 */
@NullMarked
package org.otpwidget.server.delivery.smpp;

import org.jspecify.annotations.NullMarked;
