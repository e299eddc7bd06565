package org.otpwidget.server.verification;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.secret.SecretText;

/**
 * What a magic link remembers of the page and the browser that asked for it.
 *
 * @param state the page's own text, given back with the access token; or null
 * @param browser value of the browser's cookie: who brings it again needs no match code; or null
 * @param userAgent the browser's name of itself, or null
 */
public record Visit(
        @Nullable String state, @Nullable SecretText browser, @Nullable String userAgent) {

    /** Nothing is known. */
    public static final Visit UNKNOWN = new Visit(null, null, null);
}
