/** {@code /v1/webhooks} over HTTP. */
@NullMarked
package org.otpwidget.server.webhook.web;

import org.jspecify.annotations.NullMarked;
