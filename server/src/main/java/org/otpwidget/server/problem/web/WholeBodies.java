package org.otpwidget.server.problem.web;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.problem.Problem;
import org.otpwidget.server.problem.Problems;
import org.springframework.core.Ordered;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.codec.FormHttpMessageReader;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.stereotype.Component;
import org.springframework.util.CollectionUtils;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.ServerWebExchangeDecorator;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SynchronousSink;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;

/**
 * Reads every body to its end before anybody answers, also one that nobody asks for or that is too
 * large: clients that are still sending when the answer comes may lose it, or hang on their next
 * call. What is larger by far is cut off.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class WholeBodies implements WebFilter {

    private static final long LARGEST = 262_144;

    /** Files of widgets, and forms with one, where a character takes up to three times the room. */
    private static final List<PathPattern> FILES =
            List.of(pattern("/v1/widgets/import"), pattern("/dashboard/widgets/import"));

    private static final long LARGEST_FILE = 3_211_264;

    /** So many larger bodies are in memory at once; who sends another may come again. */
    private static final int MOST_LARGER = 4;

    private static final FormHttpMessageReader FORMS = forms();
    private static final ResolvableType FORM =
            ResolvableType.forClassWithGenerics(MultiValueMap.class, String.class, String.class);
    private static final Mono<MultiValueMap<String, String>> NO_FORM =
            Mono.just(CollectionUtils.unmodifiableMultiValueMap(new LinkedMultiValueMap<>(0)));

    private static final long PATIENCE = 8 * 1024 * 1024;
    private static final Duration TIME = Duration.ofSeconds(15);
    private static final Problem LATE =
            Problems.unreadable(408, "The body of the request did not come in time.");

    private final Semaphore larger = new Semaphore(MOST_LARGER);

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        ServerHttpRequest request = exchange.getRequest();
        if (!hasBody(request.getHeaders())) {
            return chain.filter(exchange);
        }
        return Mono.using(
                () -> new Count(request, larger),
                count ->
                        body(request, count)
                                .map(body -> new WholeExchange(exchange, new Whole(request, body)))
                                .flatMap(chain::filter),
                Count::close);
    }

    private static long largest(ServerHttpRequest request) {
        var path = request.getPath().pathWithinApplication();
        return FILES.stream().anyMatch(file -> file.matches(path)) ? LARGEST_FILE : LARGEST;
    }

    private static PathPattern pattern(String pattern) {
        return PathPatternParser.defaultInstance.parse(pattern);
    }

    /** The body's size has been looked at before it gets there. */
    private static FormHttpMessageReader forms() {
        var forms = new FormHttpMessageReader();
        forms.setMaxInMemorySize(-1);
        return forms;
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
                .timeout(TIME, Mono.error(() -> LATE.refused()))
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
            this.form = isForm() ? FORMS.readMono(FORM, request, Map.of()).cache() : NO_FORM;
        }

        @Override
        public ServerHttpRequest getRequest() {
            return request;
        }

        @Override
        public Mono<MultiValueMap<String, String>> getFormData() {
            return form;
        }

        private boolean isForm() {
            try {
                return MediaType.APPLICATION_FORM_URLENCODED.isCompatibleWith(
                        request.getHeaders().getContentType());
            } catch (InvalidMediaTypeException _) {
                return false;
            }
        }
    }

    /** The bytes of one body. */
    private static final class Count {

        private final ServerHttpRequest request;
        private final Semaphore larger;
        private long bytes;
        private boolean holds;
        private @Nullable Problem problem;

        Count(ServerHttpRequest request, Semaphore larger) {
            this.request = request;
            this.larger = larger;
        }

        void pass(DataBuffer buffer, SynchronousSink<DataBuffer> next) {
            bytes += buffer.readableByteCount();
            if (bytes > LARGEST && problem == null) {
                problem = judge();
            }
            if (problem == null) {
                next.next(buffer);
                return;
            }
            DataBufferUtils.release(buffer);
            if (bytes > PATIENCE) {
                next.error(problem.refused());
            }
        }

        private @Nullable Problem judge() {
            if (bytes > largest(request)) {
                return Problems.tooLarge();
            }
            holds = holds || larger.tryAcquire();
            return holds ? null : Problems.UNAVAILABLE;
        }

        Mono<DataBuffer> verdict() {
            return problem == null ? Mono.empty() : Mono.error(problem.refused());
        }

        void close() {
            if (holds) {
                larger.release();
            }
        }
    }
}
