package org.otpwidget.server.verification;

import static org.otpwidget.server.database.Column.required;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;

import io.r2dbc.spi.Row;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/**
 * What {@code verify_requests} needs of one call.
 *
 * @param hasDemo whether the widget has demo credentials, so that the request may be to them
 * @param hashes the typed code's keyed hash under each key version that requests may still carry
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record VerifyStep(
        String id,
        String widget,
        @JsonUnwrapped Throttled throttled,
        List<String> hashes,
        String nonce,
        @Nullable String verifyKey,
        int guessLimit,
        long guessPeriod,
        int consecutiveLimit,
        long consecutiveWait,
        boolean hasDemo,
        int demoLimit) {

    /** Its answer; what follows {@code until} is there if the request is. */
    record Result(
            String outcome,
            @Nullable Instant until,
            @Nullable Integer attemptsLeft,
            @Nullable String identifier,
            @Nullable Integer channel,
            @Nullable Instant verifiedAt,
            boolean demo) {

        static Result of(Row row) {
            return new Result(
                    required(row, "outcome", String.class),
                    row.get("until", Instant.class),
                    row.get("attempts_left", Integer.class),
                    row.get("identifier", String.class),
                    row.get("channel", Integer.class),
                    row.get("verified_at", Instant.class),
                    Boolean.TRUE.equals(row.get("demo", Boolean.class)));
        }
    }
}
