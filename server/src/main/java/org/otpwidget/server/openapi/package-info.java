/**
 * Serves the description of the whole API, for people and for tools that make clients of it.
 *
 * <p>It is written by hand: generating it at run time would cost start-up time and memory in every
 * server, and could not say what the compatible calls mean. A test holds it to the routes.
 */
@NullMarked
package org.otpwidget.server.openapi;

import org.jspecify.annotations.NullMarked;
