/**
 * What becomes of a request, told live to the page that waits for it.
 *
 * <p>Nodes hear of changes from the database ({@code R__live_notices.sql}); each reads a changed
 * request once, however many look at it.
 */
@NullMarked
package org.otpwidget.server.verification.live;

import org.jspecify.annotations.NullMarked;
