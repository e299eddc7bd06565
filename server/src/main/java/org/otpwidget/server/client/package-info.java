/**
 * Where a call comes from: the client's address behind proxies that the operator trusts.
 *
 * <p>Limits, whitelists and logs rest on it, so a forged header must not move it.
 */
@NullMarked
package org.otpwidget.server.client;

import org.jspecify.annotations.NullMarked;
