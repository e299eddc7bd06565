package org.otpwidget.server.problem;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Renders problems as RFC 9457 problem details, on the routes that are not bound to the compatible
 * envelope.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9457#section-3">RFC 9457, section 3</a>
 */
public final class ProblemDetails {

    /** Followed by the reason; a name, not an address. */
    private static final String TYPE = "urn:otp-widget:problem:";

    private ProblemDetails() {}

    /**
     * {@code type}, {@code title}, {@code status}, {@code detail} and {@code reason}; {@code
     * retryAfter} (seconds) and {@code errors} where there are any.
     */
    public static Map<String, Object> of(Problem problem) {
        var body = new LinkedHashMap<String, Object>();
        body.put("type", TYPE + problem.reason().replace('_', '-'));
        body.put("title", title(problem.reason()));
        body.put("status", problem.status());
        body.put("detail", problem.help() == null ? problem.message() : problem.help());
        body.put("reason", problem.reason());
        if (problem.retryAfter() != null) {
            body.put("retryAfter", problem.retryAfter());
        }
        if (!problem.errors().isEmpty()) {
            body.put("errors", problem.errors());
        }
        return body;
    }

    private static String title(String reason) {
        if (reason.equals("auth")) {
            return "Authentication failed";
        }
        String words = reason.replace('_', ' ');
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }
}
