package org.otpwidget.server.delivery.provider;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.delivery.Outcome;
import org.springframework.http.HttpHeaders;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

import java.time.Duration;

/**
 * A vendor's answer, whole. {@link #toString()} shows the status only: vendors like to repeat what
 * they were sent.
 *
 * @param body empty when there is none
 */
public record VendorAnswer(int status, HttpHeaders headers, String body) {

    private static final JsonMapper JSON = JsonMapper.shared();

    /** Whether the status is 2xx. */
    public boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    /** The body as JSON; a missing node when it is none, so that looking into it finds nothing. */
    public JsonNode json() {
        try {
            JsonNode read = body.isBlank() ? null : JSON.readTree(body);
            return read == null ? MissingNode.getInstance() : read;
        } catch (JacksonException _) {
            return MissingNode.getInstance();
        }
    }

    /** A failure for now with the vendor's wish for a pause, if it has one. */
    public Outcome failedForNow(String reason) {
        return new Outcome.FailedForNow(reason, retryAfter());
    }

    /** What to make of an answer that the vendor doesn't document. */
    public Outcome nonsense() {
        return failedForNow("HTTP " + status + " with an answer that cannot be understood");
    }

    private @Nullable Duration retryAfter() {
        String seconds = headers.getFirst(HttpHeaders.RETRY_AFTER);
        return seconds != null && seconds.matches("\\d{1,6}")
                ? Duration.ofSeconds(Long.parseLong(seconds))
                : null;
    }

    @Override
    public String toString() {
        return "VendorAnswer[" + status + "]";
    }
}
