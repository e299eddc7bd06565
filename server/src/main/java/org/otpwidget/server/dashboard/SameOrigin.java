package org.otpwidget.server.dashboard;

import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

import reactor.core.publisher.Mono;

import java.util.Set;

/**
 * Refuses what another site's page sends to the dashboard, also to the pages before the sign-in,
 * where there is no session whose token a form could carry.
 *
 * @see <a href="https://www.w3.org/TR/fetch-metadata/">Fetch Metadata</a>
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 30)
class SameOrigin implements WebFilter {

    private static final Set<HttpMethod> SAFE =
            Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
    private static final Set<String> FROM_HERE = Set.of("same-origin", "none");

    private final String publicUrl;

    SameOrigin(DashboardSettings settings) {
        this.publicUrl = settings.publicUrl();
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var request = exchange.getRequest();
        if (SAFE.contains(request.getMethod()) || !PagePaths.hold(request) || isFromHere(request)) {
            return chain.filter(exchange);
        }
        exchange.getResponse().setStatusCode(HttpStatus.FORBIDDEN);
        return exchange.getResponse().setComplete();
    }

    /** All current browsers send both headers; who sends none is no browser. */
    private boolean isFromHere(ServerHttpRequest request) {
        var headers = request.getHeaders();
        String site = headers.getFirst("Sec-Fetch-Site");
        return (site == null || FROM_HERE.contains(site))
                && isOwn(headers.getOrigin(), headers.getFirst(HttpHeaders.HOST));
    }

    private boolean isOwn(@Nullable String origin, @Nullable String host) {
        return origin == null
                || origin.equals(publicUrl)
                || origin.equals("https://" + host)
                || origin.equals("http://" + host);
    }
}
