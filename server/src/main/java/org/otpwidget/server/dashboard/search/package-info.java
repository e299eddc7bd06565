/**
 * Finds places, actions, what the account has set up, and verifications, by a few words.
 *
 * <p>The same results are a page of their own, and those of the palette that Ctrl-K opens.
 */
@NullMarked
package org.otpwidget.server.dashboard.search;

import org.jspecify.annotations.NullMarked;
