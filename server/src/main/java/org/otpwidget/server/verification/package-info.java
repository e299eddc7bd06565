/**
 * The heart: a request, its code, send, retry, verify and the exchange.
 *
 * <p>Each step is one atomic statement, so that no guess is free and no success comes twice.
 */
@NullMarked
package org.otpwidget.server.verification;

import org.jspecify.annotations.NullMarked;
