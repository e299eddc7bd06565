/**
 * E-mail addresses and mobile numbers in their canonical form.
 *
 * <p>One spelling per person is what limits, proofs and comparisons rest on.
 */
@NullMarked
package org.otpwidget.server.identifier;

import org.jspecify.annotations.NullMarked;
