/** The HTTP edge of the room. */
@NullMarked
package org.otpwidget.server.verification.web;

import org.jspecify.annotations.NullMarked;
