/**
 * The demo profile's account, widget, token and authkey.
 *
 * <p>They are known beforehand, so that what the README shows can be pasted as it is; outside the
 * demo none of them exists.
 */
@NullMarked
package org.otpwidget.server.demo;

import org.jspecify.annotations.NullMarked;
