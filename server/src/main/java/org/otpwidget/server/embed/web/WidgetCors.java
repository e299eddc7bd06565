package org.otpwidget.server.embed.web;

import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

import reactor.core.publisher.Mono;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Lets pages of every origin make the widget's calls and read the answers, errors included.
 *
 * <p>Which origins may use a token is decided by the verification edge with {@code
 * Token.allowsOrigin}, not here: a preflight names no token, and a page must be able to read why it
 * was refused. A magic link's call comes with credentials, for the cookie that its browser is known
 * by, so its answers, refusals included, are readable with them. The cookie decides nothing but
 * whether a confirmed link goes on in the same browser, and the edge sets it for allowed origins.
 *
 * @see <a href="https://fetch.spec.whatwg.org/#http-cors-protocol">Fetch, CORS protocol</a>
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 20)
class WidgetCors implements WebFilter {

    /** Paths of the contract match without regard to case. */
    private static final String WIDGET_CALLS = "/api/v5/widget/";

    private static final List<HttpMethod> METHODS = List.of(HttpMethod.GET, HttpMethod.POST);

    private static final List<String> HEADERS =
            List.of("content-type", "tokenauth", "authkey", "idempotency-key");

    /** Browsers cut it down: Chromium to two hours. */
    private static final Duration MAX_AGE = Duration.ofDays(1);

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        ServerHttpRequest request = exchange.getRequest();
        String path = request.getPath().value().toLowerCase(Locale.ROOT);
        if (!path.startsWith(WIDGET_CALLS)) {
            return chain.filter(exchange);
        }
        ServerHttpResponse response = exchange.getResponse();
        String origin = request.getHeaders().getOrigin();
        if (isPreflight(request, origin)) {
            allow(response.getHeaders(), origin);
            answerPreflight(response);
            return response.setComplete();
        }
        response.beforeCommit(() -> Mono.fromRunnable(() -> allow(response.getHeaders(), origin)));
        return chain.filter(exchange);
    }

    private static boolean isPreflight(ServerHttpRequest request, @Nullable String origin) {
        return origin != null
                && HttpMethod.OPTIONS.equals(request.getMethod())
                && request.getHeaders().getAccessControlRequestMethod() != null;
    }

    private static void allow(HttpHeaders headers, @Nullable String origin) {
        vary(headers, HttpHeaders.ORIGIN);
        if (origin != null) {
            headers.setAccessControlAllowOrigin(origin);
            headers.setAccessControlAllowCredentials(true);
            headers.setAccessControlExposeHeaders(List.of("retry-after"));
        }
    }

    private static void answerPreflight(ServerHttpResponse response) {
        response.setStatusCode(HttpStatus.NO_CONTENT);
        HttpHeaders headers = response.getHeaders();
        vary(headers, HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD);
        vary(headers, HttpHeaders.ACCESS_CONTROL_REQUEST_HEADERS);
        headers.setAccessControlAllowMethods(METHODS);
        headers.setAccessControlAllowHeaders(HEADERS);
        headers.setAccessControlMaxAge(MAX_AGE);
    }

    /** A handler's own values stay; its list of them may be unmodifiable. */
    private static void vary(HttpHeaders headers, String requestHeader) {
        var names = new ArrayList<>(headers.getVary());
        names.add(requestHeader);
        headers.setVary(names);
    }
}
