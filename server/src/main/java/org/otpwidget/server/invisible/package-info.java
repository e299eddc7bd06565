/**
 * Invisible OTP: asks an account's provider whether a phone's mobile connection is that of a number
 * (silent network authentication), and keeps how that provider is called.
 *
 * <p>It knows no request and sends no message, so that a provider that fails costs seconds and
 * nothing else.
 */
@NullMarked
package org.otpwidget.server.invisible;

import org.jspecify.annotations.NullMarked;
