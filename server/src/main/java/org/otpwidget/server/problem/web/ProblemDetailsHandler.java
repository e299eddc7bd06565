package org.otpwidget.server.problem.web;

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

/**
 * Answers every failure below {@code /v1} with {@code application/problem+json}, those before a
 * controller is found included.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457</a>
 */
@Component
@Order(-2) // ahead of Spring Boot's own error answers
class ProblemDetailsHandler implements WebExceptionHandler {

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
        if (!path.startsWith("/v1/") || response.isCommitted()) {
            return Mono.error(thrown);
        }
        var problem = HttpProblem.of(thrown);
        if (thrown instanceof ErrorResponse web) {
            web.getHeaders().forEach(response.getHeaders()::addAll); // Allow, Accept
        }
        return write(response, problem);
    }

    private Mono<Void> write(ServerHttpResponse response, Problem problem) {
        var headers = response.getHeaders();
        response.setStatusCode(HttpStatusCode.valueOf(problem.status()));
        headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        if (problem.status() == 401) {
            headers.set(HttpHeaders.WWW_AUTHENTICATE, CHALLENGE);
        }
        if (problem.retryAfter() != null) {
            headers.set(HttpHeaders.RETRY_AFTER, Long.toString(problem.retryAfter()));
        }
        byte[] body = json.writeValueAsBytes(ProblemDetails.of(problem));
        return response.writeWith(Mono.just(response.bufferFactory().wrap(body)));
    }
}
