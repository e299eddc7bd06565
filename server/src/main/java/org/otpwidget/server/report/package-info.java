/**
 * Figures over requests and messages, what needs attention, and whom visitors see as the sender.
 *
 * <p>They are read where the rows are found without a scan, so that looking never slows sending.
 */
@NullMarked
package org.otpwidget.server.report;

import org.jspecify.annotations.NullMarked;
