package org.otpwidget.server.problem;

import io.r2dbc.spi.R2dbcNonTransientResourceException;
import io.r2dbc.spi.R2dbcTransientException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpMethod;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.util.DisconnectedClientHelper;

import tools.jackson.core.JacksonException;

import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Finds the problem behind whatever a request ended with, so that no exception's own text, class or
 * stack trace ever reaches a caller.
 */
public final class HttpProblem {

    private static final Logger log = LoggerFactory.getLogger(HttpProblem.class);

    private static final Pattern LINK = Pattern.compile("^(/(?:setup|invitation)/).+");

    private HttpProblem() {}

    /**
     * The problem to answer with; what nobody expected is logged, and told as a server error.
     *
     * @param path for the log; without the query, which may hold credentials
     */
    public static Problem of(Throwable thrown, String path) {
        return switch (thrown) {
            case Refused refused -> refused.problem();
            case DataBufferLimitException ignored -> Problems.tooLarge();
            case ResponseStatusException web -> ofWeb(web, path);
            case DataAccessResourceFailureException down -> unavailable(down);
            case TransientDataAccessException busy -> unavailable(busy);
            case CannotCreateTransactionException down -> unavailable(down);
            case R2dbcTransientException busy -> unavailable(busy);
            case R2dbcNonTransientResourceException down -> unavailable(down);
            default ->
                    DisconnectedClientHelper.isClientDisconnectedException(thrown)
                            ? hungUp(thrown, path)
                            : unexpected(thrown, path);
        };
    }

    private static Problem ofWeb(ResponseStatusException web, String path) {
        int status = web.getStatusCode().value();
        return switch (status) {
            case 404 -> Problems.NO_SUCH_PATH;
            case 405 -> Problems.methodNotAllowed(allowed(web));
            case 406 ->
                    Problems.unreadable(
                            status, "This address answers JSON: send Accept: application/json.");
            case 413 -> Problems.tooLarge();
            case 415 ->
                    Problems.unreadable(
                            status, "Send the body as JSON, with Content-Type: application/json.");
            default ->
                    web.getStatusCode().is4xxClientError()
                            ? Problems.unreadable(status, unreadable(web))
                            : unexpected(web, path);
        };
    }

    private static String allowed(ResponseStatusException web) {
        return web.getHeaders().getAllow().stream()
                .map(HttpMethod::name)
                .sorted()
                .collect(Collectors.joining(" or ", "Use ", " at this address."));
    }

    /** Where a body stops being JSON; the parser's own words would quote the body. */
    private static String unreadable(ResponseStatusException web) {
        for (Throwable cause = web.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof JacksonException json && json.getLocation() != null) {
                return "The body is not valid JSON: look at line %d, column %d."
                        .formatted(
                                json.getLocation().getLineNr(), json.getLocation().getColumnNr());
            }
        }
        return "The request could not be read: send a valid JSON object.";
    }

    private static Problem unavailable(Throwable thrown) {
        log.warn("The database did not answer: {}", thrown.toString());
        return Problems.UNAVAILABLE;
    }

    /** Nobody reads the answer any more; visitors close pages all the time. */
    private static Problem hungUp(Throwable thrown, String path) {
        log.debug("The client of {} hung up: {}", shown(path), thrown.toString());
        return Problems.unreadable(400, "The request ended in the middle.");
    }

    private static Problem unexpected(Throwable thrown, String path) {
        log.error("{} failed unexpectedly", shown(path), new LoggedFailure(thrown));
        return Problems.SERVER_ERROR;
    }

    /** Some links let in whoever has them. */
    private static String shown(String path) {
        return LINK.matcher(path).replaceFirst("$1…");
    }
}
