/**
 * Passkeys of operators: adding them, and signing in by one (WebAuthn).
 *
 * <p>What authenticators sign is checked in this room only; the library for it stays in it.
 */
@NullMarked
package org.otpwidget.server.passkey;

import org.jspecify.annotations.NullMarked;
