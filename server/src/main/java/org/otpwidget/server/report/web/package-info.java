/**
 * The REST API under {@code /v1} for what happened.
 *
 * <p>It shows what the dashboard shows, unmasked, to those who hold an admin authkey.
 */
@NullMarked
package org.otpwidget.server.report.web;

import org.jspecify.annotations.NullMarked;
