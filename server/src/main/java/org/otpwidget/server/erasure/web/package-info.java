/**
 * The REST API under {@code /v1} for erasing people.
 *
 * <p>Open to those who hold an admin authkey.
 */
@NullMarked
package org.otpwidget.server.erasure.web;

import org.jspecify.annotations.NullMarked;
