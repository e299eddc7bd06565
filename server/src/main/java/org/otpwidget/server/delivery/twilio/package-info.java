/** Twilio: SMS and WhatsApp over its Messages API, calls over its Calls API. */
@NullMarked
package org.otpwidget.server.delivery.twilio;

import org.jspecify.annotations.NullMarked;
