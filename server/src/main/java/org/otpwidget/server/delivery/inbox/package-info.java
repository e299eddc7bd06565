/**
 * The built-in inbox of the demo: every message is kept and shown instead of sent.
 *
 * <p>So the whole product can be tried on one machine with nothing registered or paid for.
 */
@NamedInterface("inbox")
@NullMarked
package org.otpwidget.server.delivery.inbox;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
