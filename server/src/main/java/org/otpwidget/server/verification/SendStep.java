package org.otpwidget.server.verification;

import static org.otpwidget.server.database.Column.required;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;

import io.r2dbc.spi.Row;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.widget.Channel;
import org.otpwidget.server.widget.WidgetSettings;

import java.time.Instant;
import java.util.Map;

/**
 * What {@code send_requests} needs of one call.
 *
 * @param link of magic links only
 * @param codeSealed the code for its messages; null: none is sent
 * @param keyed whether the caller gave an idempotency key; without one, only an untouched request
 *     can be that of the same call
 * @param demoLimit uses of a widget's demo credentials on a day
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record SendStep(
        String id,
        long account,
        String widget,
        @JsonUnwrapped Throttled throttled,
        String platform,
        String identifier,
        String identifierHash,
        int channel,
        String codeHash,
        @Nullable String codeSealed,
        int attemptLimit,
        int retryLimit,
        int retryWait,
        long lifetime,
        String idempotencyHash,
        long idempotencyLock,
        long idempotencyWindow,
        boolean keyed,
        String clientIp,
        @Nullable String host,
        @Nullable String messageHost,
        @Nullable String lang,
        Map<String, String> variables,
        long lease,
        @Nullable Integer autoRetry,
        boolean demo,
        int demoLimit,
        @Nullable @JsonUnwrapped LinkStep link) {

    /** Its answer; the fields after {@code until} are there unless it is blocked. */
    record Result(
            String outcome,
            @Nullable Instant until,
            @Nullable String requestId,
            @Nullable Long messageId,
            @Nullable Integer channel,
            @Nullable Instant sentAt,
            @Nullable Instant expiresAt,
            @Nullable Integer attemptsLeft,
            @Nullable Integer matchCode) {

        static Result of(Row row) {
            return new Result(
                    required(row, "outcome", String.class),
                    row.get("until", Instant.class),
                    row.get("request_id", String.class),
                    row.get("message_id", Long.class),
                    row.get("channel", Integer.class),
                    row.get("sent_at", Instant.class),
                    row.get("expires_at", Instant.class),
                    row.get("attempts_left", Integer.class),
                    row.get("match_code", Integer.class));
        }

        /** The request as its client sees it. */
        Outcome.Sent sent(WidgetSettings widget) {
            return new Outcome.Sent(
                    requireNonNull(requestId),
                    Channel.ofCode(requireNonNull(channel)).orElseThrow(),
                    requireNonNull(sentAt).plusSeconds(widget.resendTime()),
                    requireNonNull(expiresAt),
                    requireNonNull(attemptsLeft),
                    widget.resendCount(),
                    matchCode,
                    outcome.equals("sent"));
        }
    }
}
