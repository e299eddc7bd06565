/** The REST API under {@code /v1} for providers, and the webhooks that vendors call. */
@NullMarked
package org.otpwidget.server.delivery.web;

import org.jspecify.annotations.NullMarked;
