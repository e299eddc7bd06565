/**
 * Customers of this installation: what holds for all that is theirs, how long it is kept, and how
 * it is found in its table.
 *
 * <p>Everything else belongs to one of them.
 */
@NullMarked
package org.otpwidget.server.account;

import org.jspecify.annotations.NullMarked;
