/**
 * Pages for verifications: the latest, search, and what happened to each.
 *
 * <p>Viewers see nobody's number or address, here as everywhere.
 */
@NullMarked
package org.otpwidget.server.dashboard.verifications;

import org.jspecify.annotations.NullMarked;
