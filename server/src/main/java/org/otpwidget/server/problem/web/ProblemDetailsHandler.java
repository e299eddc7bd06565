package org.otpwidget.server.problem.web;

import org.otpwidget.server.problem.Envelope;
import org.otpwidget.server.problem.HttpProblem;
import org.otpwidget.server.problem.Problem;
import org.otpwidget.server.problem.ProblemDetails;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;

import reactor.core.publisher.Mono;

import tools.jackson.databind.json.JsonMapper;

import java.util.Map;

/**
 * Answers every failure below {@code /v1} with {@code application/problem+json}, those before a
 * controller is found included, and unexpected ones everywhere: the framework would log them with
 * the query, which may hold credentials.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457</a>
 */
@Component
@Order(-2) // ahead of Spring Boot's own error answers
class ProblemDetailsHandler implements WebExceptionHandler {

    private static final String WIDGET_CALLS = "/api/v5/widget/";

    private static final String CHALLENGE =
            "Bearer realm=\"otp-widget\", Basic realm=\"otp-widget\", charset=\"UTF-8\"";

    private final JsonMapper json;

    ProblemDetailsHandler(JsonMapper json) {
        this.json = json;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable thrown) {
        String path = exchange.getRequest().getPath().value();
        var response = exchange.getResponse();
        if (!path.startsWith("/v1/") && isRefusal(thrown)) {
            return Mono.error(thrown);
        }
        var problem = HttpProblem.of(thrown, path);
        if (response.isCommitted()) {
            return Mono.error(thrown); // so that the connection ends, and the client notices
        }
        if (thrown instanceof ErrorResponse web) {
            web.getHeaders().forEach(response.getHeaders()::addAll); // Allow, Accept
        }
        return Address.isBelow(WIDGET_CALLS, path)
                ? write(response, problem, MediaType.APPLICATION_JSON, Envelope.of(problem))
                : write(
                        response,
                        problem,
                        MediaType.APPLICATION_PROBLEM_JSON,
                        ProblemDetails.of(problem));
    }

    private static boolean isRefusal(Throwable thrown) {
        return thrown instanceof ErrorResponse web && web.getStatusCode().is4xxClientError();
    }

    private Mono<Void> write(
            ServerHttpResponse response,
            Problem problem,
            MediaType type,
            Map<String, Object> content) {
        var headers = response.getHeaders();
        response.setStatusCode(HttpStatusCode.valueOf(problem.status()));
        headers.setContentType(type);
        if (problem.status() == 401) {
            headers.set(HttpHeaders.WWW_AUTHENTICATE, CHALLENGE);
        }
        if (problem.retryAfter() != null) {
            headers.set(HttpHeaders.RETRY_AFTER, Long.toString(problem.retryAfter()));
        }
        byte[] body = json.writeValueAsBytes(content);
        return response.writeWith(Mono.just(response.bufferFactory().wrap(body)));
    }
}
