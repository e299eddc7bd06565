/**
 * The REST API under {@code /v1} for widgets.
 *
 * <p>Everything that the dashboard can set can be set as code with it.
 */
@NullMarked
package org.otpwidget.server.widget.web;

import org.jspecify.annotations.NullMarked;
