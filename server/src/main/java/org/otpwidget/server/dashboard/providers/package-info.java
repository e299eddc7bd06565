/**
 * Pages for providers: order and state, settings by kind, a test message.
 *
 * <p>A secret goes in and never comes out; who changes one proves again who they are.
 */
@NullMarked
package org.otpwidget.server.dashboard.providers;

import org.jspecify.annotations.NullMarked;
