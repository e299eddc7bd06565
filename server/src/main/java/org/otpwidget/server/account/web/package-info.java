/**
 * The account over {@code /v1}.
 *
 * <p>What is kept and for how long can be set up as code with it, before and beside the dashboard.
 */
@NullMarked
package org.otpwidget.server.account.web;

import org.jspecify.annotations.NullMarked;
