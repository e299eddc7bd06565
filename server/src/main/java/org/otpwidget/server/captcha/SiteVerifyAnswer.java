package org.otpwidget.server.captcha;

import com.google.api.client.json.GenericJson;
import com.google.api.client.util.Key;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * What {@code siteverify} answers: reCAPTCHA's, which hCaptcha and Turnstile answer in too. Read by
 * Google's client, which wants a class with fields.
 */
public final class SiteVerifyAnswer extends GenericJson {

    @Key @Nullable Boolean success;
    @Key @Nullable Double score;
    @Key @Nullable String action;
    @Key @Nullable String hostname;

    @Key("error-codes")
    @Nullable List<String> errors;

    /** What is wrong, if anything is. */
    List<String> errors() {
        return errors == null ? List.of() : errors;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return super.equals(other);
    }

    @Override
    public int hashCode() {
        return super.hashCode();
    }
}
