/**
 * The REST API under {@code /v1} for tokens and authkeys, and who may use it.
 *
 * <p>Everything can be set up as code with it, before and beside the dashboard.
 */
@NullMarked
package org.otpwidget.server.credential.web;

import org.jspecify.annotations.NullMarked;
