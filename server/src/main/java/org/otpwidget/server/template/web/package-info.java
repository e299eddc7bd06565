/**
 * The REST API under {@code /v1} for templates.
 *
 * <p>A template can be looked at, and looked over, before it is stored.
 */
@NullMarked
package org.otpwidget.server.template.web;

import org.jspecify.annotations.NullMarked;
