/**
 * Answers whatever goes wrong below {@code /v1} with problem details.
 *
 * <p>One place, so that no route can forget it.
 */
@NullMarked
package org.otpwidget.server.problem.web;

import org.jspecify.annotations.NullMarked;
