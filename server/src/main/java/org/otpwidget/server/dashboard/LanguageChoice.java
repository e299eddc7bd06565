package org.otpwidget.server.dashboard;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.ResponseCookie;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

import reactor.core.publisher.Mono;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * {@code ?lang=} on any page shows it in that language, and a cookie remembers it. The page's own
 * path stays where it is: it may hold the token of a one-time link, which belongs into no query.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 40)
class LanguageChoice implements WebFilter {

    private static final String PARAMETER = "lang";
    private static final Duration LIFETIME = Duration.ofDays(365);

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var request = exchange.getRequest();
        if (PagePaths.hold(request)) {
            ChosenLanguage.known(request.getQueryParams().getFirst(PARAMETER))
                    .ifPresent(
                            language -> {
                                ChosenLanguage.choose(exchange, language);
                                exchange.getResponse().addCookie(cookie(language, request));
                            });
        }
        return chain.filter(exchange);
    }

    /**
     * What stays in a page's address when another language is chosen: empty, or it begins with
     * {@code &}. What the last form did is not told again.
     */
    static String rest(ServerHttpRequest request) {
        String query = request.getURI().getRawQuery();
        return query == null
                ? ""
                : Arrays.stream(query.split("&", -1))
                        .filter(part -> !part.isEmpty())
                        .filter(part -> !part.startsWith(PARAMETER + "="))
                        .filter(part -> !part.startsWith("done="))
                        .map(part -> "&" + part)
                        .collect(Collectors.joining());
    }

    private static ResponseCookie cookie(Locale language, ServerHttpRequest request) {
        return ResponseCookie.from(ChosenLanguage.COOKIE, language.getLanguage())
                .path("/")
                .httpOnly(true)
                .secure(!SessionCookie.isLocal(request))
                .sameSite("Lax")
                .maxAge(LIFETIME)
                .build();
    }
}
