/**
 * The server's PostgreSQL: an embedded one by default, or one of the operator's own, migrated
 * before anything uses it. A newcomer needs nothing installed, and production runs the same SQL.
 */
@NullMarked
package org.otpwidget.server.database;

import org.jspecify.annotations.NullMarked;
