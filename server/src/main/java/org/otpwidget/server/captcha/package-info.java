/**
 * Whether a visitor is to be believed human: one port over the built-in proof of work and the
 * captcha vendors, chosen per widget.
 *
 * <p>Vendors are asked from this room only; Google's API client stays in it.
 */
@NullMarked
package org.otpwidget.server.captcha;

import org.jspecify.annotations.NullMarked;
