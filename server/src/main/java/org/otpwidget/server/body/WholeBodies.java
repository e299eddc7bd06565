package org.otpwidget.server.body;

import org.otpwidget.server.client.ClientIp;
import org.otpwidget.server.problem.Problem;
import org.otpwidget.server.problem.Problems;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.stereotype.Component;
import org.springframework.util.MultiValueMap;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.ServerWebExchangeDecorator;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.time.Duration;

/**
 * Reads every body to its end before anybody answers, also one that nobody asks for or that is too
 * large: clients that are still sending when the answer comes may lose it, or hang on their next
 * call.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class WholeBodies implements WebFilter {

    private static final Duration TIME = Duration.ofSeconds(15);
    private static final Problem LATE =
            Problems.unreadable(408, "The body of the request did not come in time.");

    private final LargerBodies larger = new LargerBodies();
    private final ClientIp clientIp;

    WholeBodies(ClientIp clientIp) {
        this.clientIp = clientIp;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        ServerHttpRequest request = exchange.getRequest();
        if (!hasBody(request.getHeaders())) {
            return chain.filter(exchange);
        }
        return Mono.using(
                () -> new Count(SizeLimits.of(request), clientIp.of(request), larger),
                count ->
                        body(request, count)
                                .map(body -> new WholeExchange(exchange, new Whole(request, body)))
                                .flatMap(chain::filter),
                Count::close);
    }

    private static boolean hasBody(HttpHeaders headers) {
        return headers.getContentLength() > 0
                || headers.containsHeader(HttpHeaders.TRANSFER_ENCODING);
    }

    /** The body for whoever asks for it, or the error that it ended with. */
    private static Mono<Flux<DataBuffer>> body(ServerHttpRequest request, Count count) {
        return DataBufferUtils.join(limited(request.getBody(), count))
                .map(WholeBodies::repeatable)
                .defaultIfEmpty(Flux.empty())
                .timeout(TIME, LATE.signal())
                .onErrorResume(failure -> Mono.just(Flux.error(failure)));
    }

    /** On the heap, where a body that nobody reads is no leak. */
    private static Flux<DataBuffer> repeatable(DataBuffer buffer) {
        byte[] bytes = new byte[buffer.readableByteCount()];
        buffer.read(bytes);
        DataBufferUtils.release(buffer);
        return Flux.defer(() -> Flux.just(DefaultDataBufferFactory.sharedInstance.wrap(bytes)));
    }

    private static Flux<DataBuffer> limited(Flux<DataBuffer> body, Count count) {
        return body.<DataBuffer>handle(count::pass).concatWith(Mono.defer(count::verdict));
    }

    private static final class Whole extends ServerHttpRequestDecorator {

        private final Flux<DataBuffer> body;

        Whole(ServerHttpRequest request, Flux<DataBuffer> body) {
            super(request);
            this.body = body;
        }

        @Override
        public Flux<DataBuffer> getBody() {
            return body;
        }
    }

    /** What the exchange itself keeps of a form was to be read from the body that is gone. */
    private static final class WholeExchange extends ServerWebExchangeDecorator {

        private final ServerHttpRequest request;
        private final Mono<MultiValueMap<String, String>> form;

        WholeExchange(ServerWebExchange exchange, ServerHttpRequest request) {
            super(exchange);
            this.request = request;
            this.form = Forms.read(request).cache();
        }

        @Override
        public ServerHttpRequest getRequest() {
            return request;
        }

        @Override
        public Mono<MultiValueMap<String, String>> getFormData() {
            return form;
        }
    }
}
