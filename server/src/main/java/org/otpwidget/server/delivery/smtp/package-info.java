/** E-mail over SMTP, with Jakarta Mail, which is seen nowhere else. */
@NullMarked
package org.otpwidget.server.delivery.smtp;

import org.jspecify.annotations.NullMarked;
