package org.otpwidget.server.widget;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.secret.SecretText;

/**
 * A captcha vendor with what a site has there.
 *
 * @param siteKey public, for pages
 * @param secret what the vendor knows this site by; null when it can no longer be opened. Never
 *     shown, and stored apart from the other settings
 * @param project Google Cloud project; for reCAPTCHA Enterprise only
 * @param action what the token must have been made for; null where the vendor knows no actions
 * @param minimumScore 0 (a program) to 1 (a person), for kinds that tell a score
 * @param failOpen whether a visitor passes while the vendor doesn't answer
 */
public record CaptchaProvider(
        Kind kind,
        String siteKey,
        @JsonProperty(access = JsonProperty.Access.WRITE_ONLY) @Nullable SecretText secret,
        @Nullable String project,
        @Nullable String action,
        double minimumScore,
        boolean failOpen) {

    /** Ways to tell people from programs. */
    public enum Kind {
        @JsonProperty("builtin")
        BUILTIN("builtin"),
        @JsonProperty("recaptchaV2")
        RECAPTCHA_V2("recaptchaV2"),
        @JsonProperty("recaptchaV3")
        RECAPTCHA_V3("recaptchaV3"),
        @JsonProperty("recaptchaEnterprise")
        RECAPTCHA_ENTERPRISE("recaptchaEnterprise"),
        @JsonProperty("hcaptcha")
        HCAPTCHA("hcaptcha"),
        @JsonProperty("turnstile")
        TURNSTILE("turnstile");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /** As settings and pages have it. */
        public String word() {
            return word;
        }

        /** Whether tokens are made for an action. */
        public boolean hasAction() {
            return this == RECAPTCHA_V3 || this == RECAPTCHA_ENTERPRISE || this == TURNSTILE;
        }

        /** Whether the vendor tells how human a visitor seems. */
        public boolean hasScore() {
            return this == RECAPTCHA_V3 || this == RECAPTCHA_ENTERPRISE;
        }
    }

    @JsonCreator
    static CaptchaProvider of(
            @JsonProperty("kind") Kind kind,
            @JsonProperty("siteKey") String siteKey,
            @JsonProperty("secret") @Nullable String secret,
            @JsonProperty("project") @Nullable String project,
            @JsonProperty("action") @Nullable String action,
            @JsonProperty("minimumScore") double minimumScore,
            @JsonProperty("failOpen") boolean failOpen) {
        return new CaptchaProvider(
                kind,
                siteKey,
                secret == null ? null : SecretText.of(secret),
                project,
                action,
                minimumScore,
                failOpen);
    }
}
