/**
 * Saltmarsh Bakery: a customer's web site that embeds the widget in four ways. It knows the OTP
 * server by HTTP alone, so that whatever it does a customer can do.
 */
@NullMarked
package org.otpwidget.samplesite;

import org.jspecify.annotations.NullMarked;
