/**
 * Gets messages to visitors: the outbox, and the providers behind it, several a channel.
 *
 * <p>A message is a row before it is sent, so that a crash loses none; whoever works on a row
 * leases it first, so that two nodes never send it.
 */
@NullMarked
package org.otpwidget.server.delivery;

import org.jspecify.annotations.NullMarked;
