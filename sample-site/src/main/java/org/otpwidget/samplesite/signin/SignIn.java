package org.otpwidget.samplesite.signin;

import org.jspecify.annotations.Nullable;

/**
 * What a page hands over after a verification, by form or as JSON.
 *
 * @param accessToken the token that the widget's {@code success} callback received
 * @param identifier what the page believes was verified, when it knows
 */
record SignIn(@Nullable String accessToken, @Nullable String identifier) {

    @Nullable Identifier claimed() {
        return identifier == null || identifier.isBlank() ? null : new Identifier(identifier);
    }

    @Override
    public String toString() {
        return "SignIn[…]";
    }
}
