package org.otpwidget.server.delivery.provider;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.timeout.ReadTimeoutException;

import org.otpwidget.server.delivery.Outcome;
import org.springframework.http.HttpHeaders;

import reactor.core.publisher.Mono;
import reactor.netty.ByteBufFlux;
import reactor.netty.http.HttpResources;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientResponse;
import reactor.netty.resources.ConnectionProvider;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * An HTTP client for one provider: its connections are its own and bounded, so that a slow vendor
 * keeps nobody else waiting. It follows no redirects, reads small answers only, and logs nothing.
 */
public final class VendorHttp implements AutoCloseable {

    /** How long a vendor may take to answer before another one is tried. */
    public static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final int CONNECT_MILLIS = 2000;
    private static final int CONNECTIONS = 64;
    private static final int LARGEST_ANSWER = 64 * 1024;
    private static final Duration LONGEST_IDLE = Duration.ofSeconds(30);

    private final ConnectionProvider connections;
    private final HttpClient client;
    private final Network network;
    private final Duration patience;

    /**
     * @param name of the pool, such as the provider's id
     * @param patience how long the whole call may take, connecting included
     */
    public VendorHttp(String name, Network network, Duration patience) {
        this.network = network;
        this.patience = patience;
        this.connections =
                ConnectionProvider.builder("provider-" + name)
                        .maxConnections(CONNECTIONS)
                        .pendingAcquireMaxCount(2 * CONNECTIONS)
                        .pendingAcquireTimeout(patience)
                        .maxIdleTime(LONGEST_IDLE)
                        .build();
        HttpClient plain =
                HttpClient.create(connections)
                        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
                        .responseTimeout(patience)
                        .disableRetry(true)
                        .headers(headers -> headers.set(HttpHeaders.USER_AGENT, "otp-widget"));
        this.client =
                network.privateAllowed()
                        ? plain
                        : plain.resolver(
                                new GuardedResolver(
                                        network, HttpResources.get().getOrCreateDefaultResolver()));
    }

    /**
     * Calls and makes an outcome of the answer. No answer, and one that breaks the reading, are
     * failures for now.
     *
     * @param read gets answers of every status
     */
    public Mono<Outcome> send(VendorCall call, Function<VendorAnswer, Outcome> read) {
        return exchange(call)
                .map(answer -> read(answer, read))
                .onErrorResume(failure -> Mono.just(new Outcome.FailedForNow(reason(failure))));
    }

    /** Calls; an error signal when no answer comes. */
    public Mono<VendorAnswer> exchange(VendorCall call) {
        return isRefused(call)
                ? refused()
                : begin(call)
                        .response((answer, body) -> whole(answer, body))
                        .single()
                        .timeout(patience)
                        .delayUntil(answer -> Transcript.note(answer.status(), answer.body()));
    }

    /**
     * Calls and answers status and headers of whatever is answered; a body is not kept, and left
     * unread beyond some kilobytes. An error signal when no answer comes.
     */
    public Mono<VendorAnswer> status(VendorCall call) {
        return isRefused(call)
                ? refused()
                : begin(call)
                        .response(
                                (answer, body) ->
                                        body.asByteArray()
                                                .map(bytes -> bytes.length)
                                                .scan(Integer::sum)
                                                .takeUntil(bytes -> bytes > LARGEST_ANSWER)
                                                .then(Mono.fromSupplier(() -> bodyless(answer))))
                        .single()
                        .timeout(patience);
    }

    private boolean isRefused(VendorCall call) {
        String host = call.uri().getHost();
        return host == null || !network.allowsLiteral(host);
    }

    private static <T> Mono<T> refused() {
        return Mono.error(() -> new java.net.UnknownHostException("not a public address"));
    }

    private HttpClient.ResponseReceiver<?> begin(VendorCall call) {
        return client.headers(headers -> call.headers().forEach(headers::set))
                .request(HttpMethod.valueOf(call.method()))
                .uri(call.uri())
                .send(
                        call.body().isEmpty()
                                ? ByteBufFlux.fromInbound(Mono.empty())
                                : Mono.fromSupplier(
                                        () ->
                                                Unpooled.copiedBuffer(
                                                        call.body(), StandardCharsets.UTF_8)));
    }

    @Override
    public void close() {
        var _ = connections.disposeLater().subscribe();
    }

    private static VendorAnswer bodyless(HttpClientResponse answer) {
        return new VendorAnswer(answer.status().code(), headers(answer), "");
    }

    private static HttpHeaders headers(HttpClientResponse answer) {
        var headers = new HttpHeaders();
        answer.responseHeaders().forEach(header -> headers.add(header.getKey(), header.getValue()));
        return headers;
    }

    private static Mono<VendorAnswer> whole(HttpClientResponse answer, ByteBufFlux body) {
        return body.asByteArray()
                .reduceWith(ByteArrayOutputStream::new, VendorHttp::append)
                .map(
                        bytes ->
                                new VendorAnswer(
                                        answer.status().code(),
                                        headers(answer),
                                        bytes.toString(StandardCharsets.UTF_8)));
    }

    private static ByteArrayOutputStream append(ByteArrayOutputStream all, byte[] next) {
        if (all.size() + next.length > LARGEST_ANSWER) {
            throw new TooLargeException();
        }
        all.writeBytes(next);
        return all;
    }

    private static Outcome read(VendorAnswer answer, Function<VendorAnswer, Outcome> read) {
        try {
            return read.apply(answer);
        } catch (RuntimeException _) {
            return answer.nonsense();
        }
    }

    /**
     * Why no answer came. Never the exception's own text, which may hold the address with its
     * query.
     */
    public static String reason(Throwable failure) {
        return switch (failure) {
            case TimeoutException _, ReadTimeoutException _ -> "no answer in time";
            case TooLargeException _ -> "the answer is too large";
            case java.net.UnknownHostException _ -> "the host is unknown or not public";
            case java.net.ConnectException _ -> "cannot connect";
            default -> "no answer: " + failure.getClass().getSimpleName();
        };
    }

    private static final class TooLargeException extends RuntimeException {

        private static final long serialVersionUID = 1;

        TooLargeException() {
            super("too large", null, false, false);
        }
    }
}
