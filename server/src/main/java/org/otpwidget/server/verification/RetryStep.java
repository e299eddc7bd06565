package org.otpwidget.server.verification;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;

import io.r2dbc.spi.Row;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.secret.Sealed;
import org.otpwidget.server.widget.Channel;

import java.time.Instant;
import java.util.List;

/**
 * What {@code retry_requests} needs of one call. The new code's fields are null where the old code
 * stays.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record RetryStep(
        String id,
        String widget,
        @JsonUnwrapped Throttled throttled,
        @Nullable Integer channel,
        List<Integer> allowed,
        @Nullable String retryKey,
        @Nullable String codeHash,
        @Nullable String codeSealed,
        long lifetime,
        @Nullable String messageHost,
        long lease) {

    /** Its answer; what follows {@code until} is there if the request is. */
    record Result(
            String outcome,
            @Nullable Instant until,
            @Nullable Long messageId,
            @Nullable Integer channel,
            @Nullable Instant resendAt,
            @Nullable Instant expiresAt,
            @Nullable Integer attemptsLeft,
            @Nullable Integer retriesLeft,
            @Nullable String identifier,
            @Nullable Sealed codeSealed,
            @Nullable String lang,
            @Nullable String variables) {

        static Result of(Row row) {
            return new Result(
                    Columns.required(row, "outcome", String.class),
                    Columns.time(row, "until"),
                    row.get("message_id", Long.class),
                    row.get("channel", Integer.class),
                    row.get("resend_at", Instant.class),
                    row.get("expires_at", Instant.class),
                    row.get("attempts_left", Integer.class),
                    row.get("retries_left", Integer.class),
                    row.get("identifier", String.class),
                    sealed(row.get("code_sealed", byte[].class)),
                    row.get("lang", String.class),
                    row.get("variables", String.class));
        }

        private static @Nullable Sealed sealed(byte @Nullable [] bytes) {
            return bytes == null ? null : Sealed.of(bytes);
        }

        /** The request as its client sees it. */
        Outcome.Sent sent(String reqId) {
            return new Outcome.Sent(
                    reqId,
                    Channel.ofCode(requireNonNull(channel)).orElseThrow(),
                    requireNonNull(resendAt),
                    requireNonNull(expiresAt),
                    requireNonNull(attemptsLeft),
                    requireNonNull(retriesLeft));
        }
    }
}
