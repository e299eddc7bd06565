/**
 * Pages for templates: list, editor, and how a message will look.
 *
 * <p>Looking costs nothing and sends nothing; every button works without JavaScript.
 */
@NullMarked
package org.otpwidget.server.dashboard.templates;

import org.jspecify.annotations.NullMarked;
