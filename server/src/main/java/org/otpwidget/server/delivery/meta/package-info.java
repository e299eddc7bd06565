/** Meta: WhatsApp over the Cloud API, with approved authentication templates. */
@NullMarked
package org.otpwidget.server.delivery.meta;

import org.jspecify.annotations.NullMarked;
