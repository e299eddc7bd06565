/**
 * What a message says: the accounts' own templates and the default one, filled in for a channel;
 * their preview, and a linter.
 *
 * <p>Values are escaped here for where they land, so that no sender has to think of it.
 */
@NullMarked
package org.otpwidget.server.template;

import org.jspecify.annotations.NullMarked;
