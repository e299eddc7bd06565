package org.otpwidget.server.secret;

import org.jspecify.annotations.Nullable;

/** Something sealed was changed, belongs elsewhere, or was sealed under a secret not at hand. */
public final class SealBrokenException extends RuntimeException {

    SealBrokenException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
