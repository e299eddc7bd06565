/**
 * Pages for operators, their sessions and the audit trail.
 *
 * <p>Who is here, since when, and who did what.
 */
@NullMarked
package org.otpwidget.server.dashboard.people;

import org.jspecify.annotations.NullMarked;
