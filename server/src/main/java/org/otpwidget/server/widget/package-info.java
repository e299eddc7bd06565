/**
 * Widgets: every setting of a verification flow, and what of it a client may see.
 *
 * <p>Settings are validated as a whole, so that a stored widget always makes sense.
 */
@NullMarked
package org.otpwidget.server.widget;

import org.jspecify.annotations.NullMarked;
