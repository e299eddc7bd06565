/**
 * Configuration that every node keeps in memory, and that is forgotten the moment it changes
 * anywhere.
 *
 * <p>Each call needs a token and a widget; reading them from the database each time would cost more
 * than the call itself.
 */
@NullMarked
package org.otpwidget.server.cache;

import org.jspecify.annotations.NullMarked;
