/**
 * Accounts with their credentials: authkeys for servers, tokens for pages and apps.
 *
 * <p>Whoever calls, this room says on whose behalf.
 */
@NullMarked
package org.otpwidget.server.account;

import org.jspecify.annotations.NullMarked;
