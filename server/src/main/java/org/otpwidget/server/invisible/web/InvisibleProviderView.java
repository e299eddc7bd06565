package org.otpwidget.server.invisible.web;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

import org.otpwidget.server.invisible.InvisibleProvider;

/**
 * A provider as {@code /v1} shows it.
 *
 * @param hasAuthorization whether there is a secret, which is never shown
 */
record InvisibleProviderView(@JsonUnwrapped InvisibleProvider provider, boolean hasAuthorization) {

    static InvisibleProviderView of(InvisibleProvider provider) {
        return new InvisibleProviderView(provider, !provider.authorization().reveal().isEmpty());
    }
}
