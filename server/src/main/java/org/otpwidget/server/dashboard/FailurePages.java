package org.otpwidget.server.dashboard;

import org.otpwidget.server.problem.HttpProblem;
import org.otpwidget.server.problem.Problem;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.codec.HttpMessageWriter;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponse;
import org.springframework.web.reactive.function.server.RenderingResponse;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.reactive.resource.NoResourceFoundException;
import org.springframework.web.reactive.result.view.ViewResolver;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;

import reactor.core.publisher.Mono;

import java.util.List;

/**
 * The page for whatever no page answers: an address that is none, a method that it doesn't have, a
 * database that is down. Programs get what they get elsewhere.
 */
@Component
@Order(-3) // ahead of the API's answers
class FailurePages implements WebExceptionHandler {

    private final Assets assets;
    private final List<ViewResolver> views;

    FailurePages(Assets assets, List<ViewResolver> views) {
        this.assets = assets;
        this.views = views;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable thrown) {
        var request = exchange.getRequest();
        boolean ours = PagePaths.hold(request) || thrown instanceof NoResourceFoundException;
        if (exchange.getResponse().isCommitted() || !ours || !isRead(request)) {
            return Mono.error(thrown);
        }
        var problem = HttpProblem.of(thrown, request.getPath().value());
        return page(problem, thrown)
                .flatMap(page -> page.writeTo(exchange, new Views(views)))
                .onErrorResume(_ -> Mono.error(thrown));
    }

    private Mono<RenderingResponse> page(Problem problem, Throwable thrown) {
        var page =
                RenderingResponse.create("dashboard/failure")
                        .status(HttpStatusCode.valueOf(problem.status()))
                        .modelAttribute("assets", assets)
                        .modelAttribute("reason", reason(problem));
        if (problem.retryAfter() != null) {
            page.header(HttpHeaders.RETRY_AFTER, Long.toString(problem.retryAfter()));
        }
        if (thrown instanceof ErrorResponse web) {
            page.headers(web.getHeaders()); // Allow
        }
        return page.build();
    }

    private static String reason(Problem problem) {
        return switch (HttpStatus.resolve(problem.status())) {
            case NOT_FOUND, METHOD_NOT_ALLOWED -> "notFound";
            case CONTENT_TOO_LARGE -> "tooLarge";
            case SERVICE_UNAVAILABLE -> "unavailable";
            case INTERNAL_SERVER_ERROR -> "broken";
            case null, default -> "refused";
        };
    }

    /** Whether a person reads the answer. */
    private static boolean isRead(ServerHttpRequest request) {
        return request.getHeaders().getOrEmpty(HttpHeaders.ACCEPT).stream()
                .anyMatch(accepted -> accepted.contains(MediaType.TEXT_HTML_VALUE));
    }

    /** What the pages are made with. */
    private record Views(List<ViewResolver> viewResolvers) implements ServerResponse.Context {

        @Override
        public List<HttpMessageWriter<?>> messageWriters() {
            return List.of();
        }
    }
}
