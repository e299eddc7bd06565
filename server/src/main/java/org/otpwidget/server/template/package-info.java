/**
 * What a message says: the default template in seven languages, filled in for a channel.
 *
 * <p>Values are escaped here for where they land, so that no sender has to think of it.
 */
@NullMarked
package org.otpwidget.server.template;

import org.jspecify.annotations.NullMarked;
