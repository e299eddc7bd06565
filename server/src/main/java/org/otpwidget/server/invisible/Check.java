package org.otpwidget.server.invisible;

import java.net.URI;

/**
 * A check that a provider began.
 *
 * @param checkUrl what the phone must open over its mobile connection
 * @param session the provider's own name of the check; empty: it has none
 */
public record Check(URI checkUrl, String session) {

    /** Both are secrets of the phone. */
    @Override
    public String toString() {
        return "Check[]";
    }
}
