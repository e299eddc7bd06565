/**
 * Pages for tokens and authkeys.
 *
 * <p>A secret is shown once, on the page that answers its making.
 */
@NullMarked
package org.otpwidget.server.dashboard.credentials;

import org.jspecify.annotations.NullMarked;
