/**
 * The first page: what happened in the last day, and what to do next.
 *
 * <p>It answers at a glance whether all is well.
 */
@NullMarked
package org.otpwidget.server.dashboard.home;

import org.jspecify.annotations.NullMarked;
