/**
 * Turns the access token that a page hands over into a signed-in visitor. This is the part that a
 * customer must get right: what the page says is a claim, what the OTP server says is proof.
 */
@NullMarked
package org.otpwidget.samplesite.signin;

import org.jspecify.annotations.NullMarked;
