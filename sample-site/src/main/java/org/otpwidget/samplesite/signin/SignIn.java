package org.otpwidget.samplesite.signin;

import org.jspecify.annotations.Nullable;

/**
 * What a page hands over after a verification, by form or as JSON.
 *
 * @param accessToken the token that the widget's {@code success} callback received
 * @param identifier what the page believes was verified; absent when it does not know
 */
record SignIn(@Nullable String accessToken, @Nullable String identifier) {

    /** Whether there is no token, or a claim that claims nothing: that must not pass unchecked. */
    boolean isIncomplete() {
        return accessToken == null
                || accessToken.isBlank()
                || (identifier != null && identifier.isBlank());
    }

    @Override
    public String toString() {
        return "SignIn[…]";
    }
}
