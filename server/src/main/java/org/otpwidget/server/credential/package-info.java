/**
 * What programs call with: authkeys for servers, tokens for pages and apps, and the addresses that
 * may use them.
 *
 * <p>Whoever calls, this room says on whose behalf.
 */
@NullMarked
package org.otpwidget.server.credential;

import org.jspecify.annotations.NullMarked;
