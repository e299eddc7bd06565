package org.otpwidget.server.problem;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Renders problems in the compatible envelope of contract section 1; logical failures answer HTTP
 * 200.
 */
public final class Envelope {

    private Envelope() {}

    /**
     * {@code {"type":"error","code":…,"message":…,"reason":…}}, with what helps the client beside
     * it.
     */
    public static Map<String, Object> of(Problem problem) {
        var body = new LinkedHashMap<String, Object>();
        body.put("type", "error");
        if (problem.missingField()) {
            body.put("status", "fail");
            body.put("hasError", true);
        }
        if (problem.code() != null) {
            body.put("code", problem.code());
        }
        body.put("message", problem.message());
        body.put("reason", problem.reason());
        if (problem.attemptsLeft() != null) {
            body.put("attemptsLeft", problem.attemptsLeft());
        }
        if (problem.retryAfter() != null) {
            body.put("retryAfter", problem.retryAfter());
        }
        return body;
    }

    /**
     * The other envelope of {@code getWidgetProcess}: the same fields, and {@code errors} and
     * {@code data}.
     */
    public static Map<String, Object> ofWidgetProcess(Problem problem) {
        var body = of(problem);
        body.put("status", "fail");
        body.put("hasError", true);
        body.put("errors", List.of(problem.message()));
        body.put("data", Map.of());
        return body;
    }
}
