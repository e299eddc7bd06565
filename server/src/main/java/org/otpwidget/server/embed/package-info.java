/**
 * What other sites embed: the widget's script with its parts, and the rules under which browsers
 * may load it, call the API and frame our pages.
 *
 * <p>The files come from the widget module's jar and are never built or changed here.
 */
@NullMarked
package org.otpwidget.server.embed;

import org.jspecify.annotations.NullMarked;
