package org.otpwidget.server.credential;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

/**
 * An authkey just made, with the key that is never shown again.
 *
 * @param key {@code ak_} and 32 random bytes in base64url; secret
 */
public record NewAuthkey(@JsonUnwrapped Authkey authkey, String key) {

    /** Leaves the key out. */
    @Override
    public String toString() {
        return "NewAuthkey[" + authkey + "]";
    }
}
