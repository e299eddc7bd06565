package org.otpwidget.server.verification;

import static org.otpwidget.server.database.Column.required;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;

import io.r2dbc.spi.Row;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.secret.Sealed;
import org.otpwidget.server.widget.Channel;

import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What {@code retry_requests} needs of one call. The new code's fields are null where the old code
 * stays.
 *
 * @param allowed channels that any request may take
 * @param own channels that a request may take whose last message went the same way
 * @param messageHost host that the message is bound to when a page asked for the request
 * @param appHash app that it is bound to when an app did
 * @param link whether the widget sends magic links; null: no
 * @param linkId of a new link, or null
 * @param hasDemo whether the widget has demo credentials, so that the request may be to them
 * @param demoAllowed channels that such a request may take, whatever can be sent over
 * @param needs keys of the values that its template needs, by code of the channel
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record RetryStep(
        String id,
        String widget,
        @JsonUnwrapped Throttled throttled,
        @Nullable Integer channel,
        List<Integer> allowed,
        List<Integer> own,
        @Nullable String retryKey,
        @Nullable String codeHash,
        @Nullable String codeSealed,
        long lifetime,
        @Nullable String messageHost,
        @Nullable String appHash,
        Map<Integer, List<String>> needs,
        int longestValue,
        long lease,
        @Nullable Boolean link,
        @Nullable String linkId,
        boolean hasDemo,
        List<Integer> demoAllowed) {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TypeReference<Map<String, String>> VARIABLES = new TypeReference<>() {};

    /** Its answer; what follows {@code until} is there if the request is. */
    record Result(
            String outcome,
            @Nullable Instant until,
            @Nullable Long messageId,
            @Nullable Integer channel,
            @Nullable Instant sentAt,
            @Nullable Instant resendAt,
            @Nullable Instant expiresAt,
            @Nullable Integer attemptsLeft,
            @Nullable Integer retriesLeft,
            @Nullable String identifier,
            @Nullable Sealed codeSealed,
            @Nullable String lang,
            @Nullable String variables,
            @Nullable String boundTo,
            @Nullable Integer matchCode) {

        static Result of(Row row) {
            return new Result(
                    required(row, "outcome", String.class),
                    row.get("until", Instant.class),
                    row.get("message_id", Long.class),
                    row.get("channel", Integer.class),
                    row.get("sent_at", Instant.class),
                    row.get("resend_at", Instant.class),
                    row.get("expires_at", Instant.class),
                    row.get("attempts_left", Integer.class),
                    row.get("retries_left", Integer.class),
                    row.get("identifier", String.class),
                    sealed(row.get("code_sealed", byte[].class)),
                    row.get("lang", String.class),
                    row.get("variables", String.class),
                    row.get("bound_to", String.class),
                    row.get("match_code", Integer.class));
        }

        private static @Nullable Sealed sealed(byte @Nullable [] bytes) {
            return bytes == null ? null : Sealed.of(bytes);
        }

        /** The channel that the message takes, or would take. */
        Channel channelUsed() {
            return Channel.ofCode(requireNonNull(channel)).orElseThrow();
        }

        /** The values that the request was sent with. */
        Map<String, String> values() {
            return variables == null ? Map.of() : JSON.readValue(variables, VARIABLES);
        }

        /** The request as its client sees it. */
        Outcome.Sent sent(String reqId) {
            return new Outcome.Sent(
                    reqId,
                    channelUsed(),
                    requireNonNull(resendAt),
                    requireNonNull(expiresAt),
                    requireNonNull(attemptsLeft),
                    requireNonNull(retriesLeft),
                    matchCode,
                    false);
        }
    }
}
