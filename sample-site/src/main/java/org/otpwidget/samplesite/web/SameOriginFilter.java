package org.otpwidget.samplesite.web;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

import reactor.core.publisher.Mono;

import java.net.URI;
import java.util.Set;

/**
 * Refuses requests that change something and come from a page of another site (cross-site request
 * forgery; also one that signs the visitor in as somebody else). Browsers say where a request comes
 * from and pages cannot alter it, so that no form needs a hidden token.
 *
 * @see <a href="https://www.w3.org/TR/fetch-metadata/#sec-fetch-site-header">Sec-Fetch-Site</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6454#section-7">RFC 6454, section 7, Origin</a>
 */
@Component
class SameOriginFilter implements WebFilter {

    private static final Set<HttpMethod> SAFE =
            Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var request = exchange.getRequest();
        if (SAFE.contains(request.getMethod()) || sameOrigin(request)) {
            return chain.filter(exchange);
        }
        exchange.getResponse().setStatusCode(HttpStatus.FORBIDDEN);
        return exchange.getResponse().setComplete();
    }

    private static boolean sameOrigin(ServerHttpRequest request) {
        var headers = request.getHeaders();
        String site = headers.getFirst("Sec-Fetch-Site");
        // Over plain HTTP, except on this machine, browsers send Origin alone.
        return site != null
                ? site.equals("same-origin")
                : sameHost(headers.getOrigin(), headers.getFirst(HttpHeaders.HOST));
    }

    private static boolean sameHost(@Nullable String origin, @Nullable String host) {
        if (origin == null || host == null) {
            return false;
        }
        try {
            return host.equals(URI.create(origin).getAuthority());
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }
}
