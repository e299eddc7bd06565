package org.otpwidget.server.delivery;

import com.fasterxml.jackson.annotation.JsonInclude;

import org.jspecify.annotations.Nullable;

/**
 * What became of a test message.
 *
 * @param outcome {@code sent}, {@code failedForNow} or {@code failedForGood}
 * @param providerId the vendor's name for the message
 * @param reason why it failed
 * @param cause of a failure for good, in a word
 * @param status code that the vendor answered; null when there was no answer
 * @param answer what the vendor answered, or its beginning, without the provider's secrets
 * @param milliseconds that it took
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Trial(
        String outcome,
        @Nullable String providerId,
        @Nullable String reason,
        @Nullable String cause,
        @Nullable Integer status,
        String answer,
        long milliseconds) {}
