/**
 * Getting in and out: set-up link, invitation, sign-in, giving the passphrase again, sign-out.
 *
 * <p>These are the only pages of the dashboard that somebody unknown may ask for.
 */
@NullMarked
package org.otpwidget.server.dashboard.entry;

import org.jspecify.annotations.NullMarked;
