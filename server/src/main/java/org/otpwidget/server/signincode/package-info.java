/**
 * Operators sign in by a code of our own widget: which widget an account chose for it, the number
 * or address that an operator proved to have, and letting in who proves the same again.
 *
 * <p>What a code opens is less than what a passphrase opens; the sessions know that.
 */
@NullMarked
package org.otpwidget.server.signincode;

import org.jspecify.annotations.NullMarked;
