/**
 * Pages for widgets: list, editor, duplicate.
 *
 * <p>Every setting that the API knows has its field here.
 */
@NullMarked
package org.otpwidget.server.dashboard.widgets;

import org.jspecify.annotations.NullMarked;
