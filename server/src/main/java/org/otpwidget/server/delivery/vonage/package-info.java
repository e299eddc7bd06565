/** Vonage: SMS over its Messages API, whose receipts are signed. */
@NullMarked
package org.otpwidget.server.delivery.vonage;

import org.jspecify.annotations.NullMarked;
