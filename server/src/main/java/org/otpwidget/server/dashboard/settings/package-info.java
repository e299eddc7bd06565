/**
 * Pages for the account as a whole: its name, time zone and language, how long it keeps what, and
 * the erasure of people.
 *
 * <p>Nothing here deletes anything before it has said what.
 */
@NullMarked
package org.otpwidget.server.dashboard.settings;

import org.jspecify.annotations.NullMarked;
