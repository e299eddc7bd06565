/**
 * The people of an account: what each may do, their sessions, and how they come in.
 *
 * <p>Invitations, passphrases and links for new ones are here; other ways in have rooms of their
 * own.
 */
@NullMarked
package org.otpwidget.server.operator;

import org.jspecify.annotations.NullMarked;
