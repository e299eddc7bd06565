/** What callers send: read whole, and within limits that hold before anybody knows who they are. */
@NullMarked
package org.otpwidget.server.body;

import org.jspecify.annotations.NullMarked;
