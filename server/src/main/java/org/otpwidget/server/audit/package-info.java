/**
 * Who changed what, when and from where.
 *
 * <p>Every room makes its changes by it, so that none is without its line.
 */
@NullMarked
package org.otpwidget.server.audit;

import org.jspecify.annotations.NullMarked;
