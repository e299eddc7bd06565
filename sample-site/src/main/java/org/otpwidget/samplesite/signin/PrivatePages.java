package org.otpwidget.samplesite.signin;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import org.springframework.web.server.WebSession;

import reactor.core.publisher.Mono;

/** Keeps pages that name the signed-in visitor out of every cache, also on a shared device. */
@Component
class PrivatePages implements WebFilter {

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var headers = exchange.getResponse().getHeaders();
        exchange.getResponse()
                .beforeCommit(() -> exchange.getSession().doOnNext(it -> mark(headers, it)).then());
        return chain.filter(exchange);
    }

    private static void mark(HttpHeaders headers, WebSession session) {
        if (VisitorSession.isOpen(session)
                && MediaType.TEXT_HTML.isCompatibleWith(headers.getContentType())) {
            headers.setCacheControl("no-store");
        }
    }
}
