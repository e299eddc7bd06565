/**
 * The page that says whom visitors see as the sender.
 *
 * <p>It changes nothing: each sender leads to where it is set.
 */
@NullMarked
package org.otpwidget.server.dashboard.senders;

import org.jspecify.annotations.NullMarked;
