/**
 * The catalogue of errors, and its two renderings: the compatible envelope and RFC 9457.
 *
 * <p>Every room names its refusals here, so that a code or text is decided once.
 */
@NullMarked
package org.otpwidget.server.problem;

import org.jspecify.annotations.NullMarked;
