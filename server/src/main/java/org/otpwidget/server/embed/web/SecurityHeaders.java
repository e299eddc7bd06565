package org.otpwidget.server.embed.web;

import org.otpwidget.server.embed.PagePolicy;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

import reactor.core.publisher.Mono;

import java.util.Map;

/**
 * Safe headers for every answer that does not set its own: nothing is sniffed, cached or loaded by
 * other sites, and our pages run only our own files, in no frame.
 *
 * <p>A page that needs more sets its whole {@code Content-Security-Policy}, {@code frame-ancestors}
 * included.
 *
 * @see <a href="https://www.w3.org/TR/CSP3/">Content Security Policy 3</a>
 * @see <a href="https://cheatsheetseries.owasp.org/cheatsheets/HTTP_Headers_Cheat_Sheet.html">OWASP
 *     HTTP headers</a>
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class SecurityHeaders implements WebFilter {

    private static final String POLICY = "Content-Security-Policy";

    /**
     * {@code same-origin} keeps addresses with one-time links from other sites; {@code no-referrer}
     * would also blank the {@code Origin} of our own forms.
     */
    private static final Map<String, String> EVERYWHERE =
            Map.of(
                    "X-Content-Type-Options",
                    "nosniff",
                    "Referrer-Policy",
                    "same-origin",
                    "Cross-Origin-Resource-Policy",
                    "same-origin",
                    HttpHeaders.CACHE_CONTROL,
                    "no-store");

    private static final Map<String, String> ON_PAGES =
            Map.of(
                    POLICY,
                    PagePolicy.STRICT,
                    "X-Frame-Options",
                    "DENY",
                    "Cross-Origin-Opener-Policy",
                    "same-origin");

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var response = exchange.getResponse();
        response.beforeCommit(() -> Mono.fromRunnable(() -> complete(response.getHeaders())));
        return chain.filter(exchange);
    }

    private static void complete(HttpHeaders headers) {
        EVERYWHERE.forEach((name, value) -> setIfAbsent(headers, name, value));
        if (isPage(headers) && !headers.containsHeader(POLICY)) {
            ON_PAGES.forEach((name, value) -> setIfAbsent(headers, name, value));
        }
    }

    private static boolean isPage(HttpHeaders headers) {
        String type = headers.getFirst(HttpHeaders.CONTENT_TYPE);
        return type != null && type.startsWith(MediaType.TEXT_HTML_VALUE);
    }

    private static void setIfAbsent(HttpHeaders headers, String name, String value) {
        if (!headers.containsHeader(name)) {
            headers.set(name, value);
        }
    }
}
