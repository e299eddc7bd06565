/**
 * Customers of this installation: what holds for all that is theirs, and how long it is kept.
 *
 * <p>Everything else belongs to one of them.
 */
@NullMarked
package org.otpwidget.server.account;

import org.jspecify.annotations.NullMarked;
