package org.otpwidget.server.delivery.inbox;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.web.reactive.function.server.HandlerFilterFunction;
import org.springframework.web.reactive.function.server.HandlerFunction;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;

import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Answers 404 to everyone but this machine: the inbox shows codes. The connection itself is looked
 * at, never a header that claims another address, and a proxy's mark counts as "from elsewhere".
 * The host that was asked for must be a loopback one too, or else any web page could have its name
 * resolve to this machine and read along (DNS rebinding); and another site's page may not even
 * clear the inbox.
 */
final class LoopbackOnly implements HandlerFilterFunction<ServerResponse, ServerResponse> {

    private static final List<String> PROXY_MARKS =
            List.of("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Via");

    private static final Pattern LOOPBACK_HOST =
            Pattern.compile(
                    "(?:(?:[a-z0-9-]+\\.)*localhost|127(?:\\.\\d{1,3}){3}|\\[::1])(?::\\d+)?",
                    Pattern.CASE_INSENSITIVE);

    @Override
    public Mono<ServerResponse> filter(
            ServerRequest request, HandlerFunction<ServerResponse> next) {
        return isFromHere(Peer.of(request.exchange().getRequest()))
                ? next.handle(request)
                : ServerResponse.notFound().build();
    }

    static boolean isFromHere(Peer peer) {
        String host = peer.header.apply(HttpHeaders.HOST);
        String origin = peer.header.apply(HttpHeaders.ORIGIN);
        return peer.address instanceof InetSocketAddress address
                && address.getAddress() != null
                && address.getAddress().isLoopbackAddress()
                && PROXY_MARKS.stream().allMatch(mark -> peer.header.apply(mark) == null)
                && host != null
                && LOOPBACK_HOST.matcher(host).matches()
                && (origin == null || origin.equals("http://" + host));
    }

    /** Who is at the other end of the connection, and what came over it. */
    record Peer(@Nullable SocketAddress address, Header header) {

        /** Looks below whatever took forwarding headers at their word. */
        static Peer of(ServerHttpRequest request) {
            Object original = ServerHttpRequestDecorator.getNativeRequest(request);
            return original instanceof HttpServerRequest wire
                    ? new Peer(wire.connectionRemoteAddress(), wire.requestHeaders()::get)
                    : new Peer(null, _ -> null);
        }
    }

    /** Finds a header's first value. */
    @FunctionalInterface
    interface Header {
        @Nullable String apply(String name);
    }
}
