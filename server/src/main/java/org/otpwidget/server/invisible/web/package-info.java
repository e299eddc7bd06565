/**
 * {@code /v1/invisible-provider}.
 *
 * <p>An account has at most one, so its address needs no id.
 */
@NullMarked
package org.otpwidget.server.invisible.web;

import org.jspecify.annotations.NullMarked;
