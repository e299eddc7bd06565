/** MSG91: SMS over its Flow API, where the text is registered and only its variables are sent. */
@NullMarked
package org.otpwidget.server.delivery.msg91;

import org.jspecify.annotations.NullMarked;
