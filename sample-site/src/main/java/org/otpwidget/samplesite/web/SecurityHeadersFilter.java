package org.otpwidget.samplesite.web;

import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

import reactor.core.publisher.Mono;

/**
 * Puts the security headers on every answer; a page may replace the policy by a stricter one. The
 * referrer policy is not {@code no-referrer}, with which browsers hide the origin of form posts.
 */
@Component
class SecurityHeadersFilter implements WebFilter {

    private final String policy;

    SecurityHeadersFilter(ContentSecurityPolicy policy) {
        this.policy = policy.everyday();
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var headers = exchange.getResponse().getHeaders();
        headers.set("Content-Security-Policy", policy);
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Referrer-Policy", "same-origin");
        return chain.filter(exchange);
    }
}
