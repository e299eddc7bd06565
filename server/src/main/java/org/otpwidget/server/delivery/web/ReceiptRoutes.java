package org.otpwidget.server.delivery.web;

import org.otpwidget.server.account.Ids;
import org.otpwidget.server.delivery.ProviderDesk;
import org.otpwidget.server.delivery.provider.ProviderLinks;
import org.otpwidget.server.delivery.provider.ReceiptOutcome;
import org.otpwidget.server.delivery.provider.ReceiptRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;

import reactor.core.publisher.Mono;

import java.net.URI;
import java.util.Set;

/**
 * {@code /receipts/{providerId}}: vendors report here what became of messages. Who calls is known
 * by the vendor's signature alone.
 */
@Configuration(proxyBeanMethods = false)
class ReceiptRoutes {

    private static final String BASE = "/receipts/";
    private static final Set<HttpMethod> METHODS = Set.of(HttpMethod.GET, HttpMethod.POST);
    private static final byte[] NOTHING = new byte[0];

    @Bean
    RouterFunction<ServerResponse> receiptWebhook(ProviderDesk desk, ProviderLinks links) {
        return RouterFunctions.route(
                ReceiptRoutes::isReceipt, request -> receive(request, desk, links));
    }

    /** A plain comparison: a path pattern would fail on addresses that cannot be decoded. */
    private static boolean isReceipt(ServerRequest request) {
        return request.path().startsWith(BASE) && METHODS.contains(request.method());
    }

    private static Mono<ServerResponse> receive(
            ServerRequest request, ProviderDesk desk, ProviderLinks links) {
        String id = request.path().substring(BASE.length());
        return request.bodyToMono(byte[].class)
                .defaultIfEmpty(NOTHING)
                .filter(_ -> Ids.isId(id))
                .map(body -> read(request, links.receiptUrl(id), body))
                .flatMap(call -> desk.receive(id, call))
                .flatMap(ReceiptRoutes::answer)
                .switchIfEmpty(ServerResponse.notFound().build());
    }

    /** The address is the public one, since a proxy may have changed what arrives here. */
    private static ReceiptRequest read(ServerRequest request, URI url, byte[] body) {
        String query = request.uri().getRawQuery();
        return new ReceiptRequest(
                request.method().name(),
                query == null ? url : URI.create(url + "?" + query),
                request.headers().asHttpHeaders(),
                request.queryParams(),
                body);
    }

    private static Mono<ServerResponse> answer(ReceiptOutcome outcome) {
        return switch (outcome) {
            case ReceiptOutcome.Genuine genuine ->
                    genuine.answer() == null
                            ? ServerResponse.noContent().build()
                            : ServerResponse.ok()
                                    .contentType(MediaType.TEXT_PLAIN)
                                    .bodyValue(genuine.answer());
            case ReceiptOutcome.Forged _ -> ServerResponse.status(HttpStatus.FORBIDDEN).build();
            case ReceiptOutcome.Nonsense _ -> ServerResponse.badRequest().build();
        };
    }
}
