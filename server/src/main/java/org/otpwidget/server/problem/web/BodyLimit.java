package org.otpwidget.server.problem.web;

import org.otpwidget.server.problem.Problems;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SynchronousSink;

/**
 * Refuses bodies that are too large, once they are read to their end: a client that is still
 * sending when the answer comes and the connection closes may never see the answer. What is larger
 * by far is cut off.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class BodyLimit implements WebFilter {

    private static final long LARGEST = 262_144;
    private static final long PATIENCE = 8 * 1024 * 1024;

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var limited = new LimitedRequest(exchange.getRequest());
        return chain.filter(exchange.mutate().request(limited).build());
    }

    private static final class LimitedRequest extends ServerHttpRequestDecorator {

        LimitedRequest(ServerHttpRequest request) {
            super(request);
        }

        @Override
        public Flux<DataBuffer> getBody() {
            return Flux.defer(
                    () -> {
                        var count = new Count();
                        return super.getBody()
                                .handle(count::pass)
                                .concatWith(Mono.defer(count::verdict));
                    });
        }
    }

    /** The bytes of one body. */
    private static final class Count {

        private long bytes;

        void pass(DataBuffer buffer, SynchronousSink<DataBuffer> next) {
            bytes += buffer.readableByteCount();
            if (bytes <= LARGEST) {
                next.next(buffer);
                return;
            }
            DataBufferUtils.release(buffer);
            if (bytes > PATIENCE) {
                next.error(Problems.tooLarge().refused());
            }
        }

        Mono<DataBuffer> verdict() {
            return bytes > LARGEST ? Mono.error(Problems.tooLarge().refused()) : Mono.empty();
        }
    }
}
