/** Pages for webhooks and what became of their events. */
@NullMarked
package org.otpwidget.server.dashboard.webhooks;

import org.jspecify.annotations.NullMarked;
