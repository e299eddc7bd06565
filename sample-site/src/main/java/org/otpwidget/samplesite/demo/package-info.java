/** Starts the OTP server beside the site, for {@code spring-boot:run} from the sources. */
@NullMarked
package org.otpwidget.samplesite.demo;

import org.jspecify.annotations.NullMarked;
