package org.otpwidget.server.captcha;

import com.google.api.client.json.GenericJson;
import com.google.api.client.util.Key;

import org.jspecify.annotations.Nullable;

/** What reCAPTCHA Enterprise answers about a token, or why it doesn't. */
public final class AssessmentAnswer extends GenericJson {

    @Key @Nullable TokenProperties tokenProperties;
    @Key @Nullable RiskAnalysis riskAnalysis;
    @Key @Nullable Refusal error;

    /** What a token says of itself. */
    public static final class TokenProperties {
        @Key @Nullable Boolean valid;
        @Key @Nullable String invalidReason;
        @Key @Nullable String hostname;
        @Key @Nullable String action;
    }

    /** How human the visitor seems. */
    public static final class RiskAnalysis {
        @Key @Nullable Double score;
    }

    /** Why the call was refused. */
    public static final class Refusal {
        @Key @Nullable String status;
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
