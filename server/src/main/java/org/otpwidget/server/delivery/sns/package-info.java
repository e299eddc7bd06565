/** Amazon SNS: SMS by its Publish action, signed by Amazon's own signer. */
@NullMarked
package org.otpwidget.server.delivery.sns;

import org.jspecify.annotations.NullMarked;
