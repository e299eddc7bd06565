package org.otpwidget.server.problem;

import org.jspecify.annotations.Nullable;

import reactor.core.publisher.Mono;

import java.util.List;

/**
 * One refusal, independent of how it is rendered.
 *
 * @param code MSG91's own code: an {@link Integer}, a {@link String}, or null where it has none
 * @param message text that existing clients show to visitors
 * @param reason stable machine-readable word; ends the ambiguity of code 704
 * @param status HTTP status for routes that answer with RFC 9457 problem details
 * @param missingField whether a required field was missing (contract section 1 has a shape for it)
 * @param attemptsLeft wrong codes that the request still allows, if that is known
 * @param retryAfter seconds until trying again makes sense, if waiting helps
 * @param help what a developer or administrator can do; null where the message says it already
 * @param errors what is wrong field by field; empty where no field is to blame
 */
public record Problem(
        @Nullable Object code,
        String message,
        String reason,
        int status,
        boolean missingField,
        @Nullable Integer attemptsLeft,
        @Nullable Long retryAfter,
        @Nullable String help,
        List<FieldError> errors) {

    Problem(@Nullable Object code, String message, String reason, int status) {
        this(code, message, reason, status, false, null, null, null, List.of());
    }

    /** The same problem, telling how many wrong codes the request still allows. */
    public Problem withAttemptsLeft(int attempts) {
        return new Problem(
                code, message, reason, status, missingField, attempts, retryAfter, help, errors);
    }

    /** The same problem, telling how many seconds to wait. */
    public Problem withRetryAfter(long seconds) {
        return new Problem(
                code, message, reason, status, missingField, attemptsLeft, seconds, help, errors);
    }

    /** The same problem, with a sentence for developers and administrators. */
    public Problem withHelp(String sentence) {
        return new Problem(
                code,
                message,
                reason,
                status,
                missingField,
                attemptsLeft,
                retryAfter,
                sentence,
                errors);
    }

    /** The same problem, naming the fields that are to blame. */
    public Problem withErrors(List<FieldError> fields) {
        return new Problem(
                code,
                message,
                reason,
                status,
                missingField,
                attemptsLeft,
                retryAfter,
                help,
                List.copyOf(fields));
    }

    /** This problem as the end of a reactive chain, such as one that found nothing. */
    public <T> Mono<T> signal() {
        return Mono.error(this::refused);
    }

    /** This problem as an exception, for a reactive chain that ends early. */
    public Refused refused() {
        return new Refused(this);
    }
}
