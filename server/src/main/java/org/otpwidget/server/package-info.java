@NullMarked
package org.otpwidget.server;

import org.jspecify.annotations.NullMarked;
