/**
 * An operator's own page: passphrase, passkeys, sessions, language.
 *
 * <p>Everybody has it, whatever the role, and it shows and changes nobody else's.
 */
@NullMarked
package org.otpwidget.server.dashboard.me;

import org.jspecify.annotations.NullMarked;
