package org.otpwidget.server.benchmark;

import org.otpwidget.server.delivery.Message;
import org.otpwidget.server.delivery.Outcome;
import org.otpwidget.server.delivery.provider.ProviderLink;
import org.otpwidget.server.delivery.provider.ProviderLinks;
import org.otpwidget.server.delivery.provider.Providers;
import org.otpwidget.server.secret.SecretText;
import org.otpwidget.server.template.Content;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.time.Instant;
import java.util.Map;

/**
 * Sends past the outbox: with the same provider of the same account over the same client, but
 * nothing is stored, sealed, leased or recorded.
 */
final class DirectRoutes {

    /** Sends one message and answers when the vendor has: {@code ?number=}. */
    static final String ONE = "/benchmark/direct";

    /** Sends for a while, and answers how many a second: {@code ?seconds=&atOnce=}. */
    static final String LOOP = "/benchmark/direct-loop";

    private static final long FIRST_ACCOUNT = 1;

    private final Mono<ProviderLink> link;

    private DirectRoutes(Providers providers, ProviderLinks links) {
        this.link =
                Mono.defer(() -> providers.enabled(FIRST_ACCOUNT))
                        .<ProviderLink>map(
                                all -> links.open(all.getFirst(), _ -> Mono.empty()).link())
                        .cache();
    }

    static RouterFunction<ServerResponse> of(Providers providers, ProviderLinks links) {
        var direct = new DirectRoutes(providers, links);
        return RouterFunctions.route().GET(ONE, direct::one).GET(LOOP, direct::loop).build();
    }

    private Mono<ServerResponse> one(ServerRequest request) {
        return link.flatMap(open -> send(open, number(request, "number")))
                .flatMap(DirectRoutes::answer);
    }

    private Mono<ServerResponse> loop(ServerRequest request) {
        long begin = System.nanoTime();
        long end = begin + number(request, "seconds") * 1_000_000_000;
        int atOnce = (int) number(request, "atOnce");
        return link.flatMapMany(
                        open ->
                                Flux.range(0, Integer.MAX_VALUE)
                                        .takeWhile(_ -> System.nanoTime() < end)
                                        .flatMap(n -> send(open, n), atOnce))
                .count()
                .map(count -> Double.toString(count / ((System.nanoTime() - begin) / 1e9)))
                .flatMap(DirectRoutes::answer);
    }

    private static Mono<String> send(ProviderLink link, long number) {
        var text = "123456 is your code for OTP Widget demo. It is valid for 10 minutes.";
        var message =
                new Message(
                        number,
                        "%024d".formatted(number),
                        Long.toString(FlowScript.FIRST_NUMBER + number),
                        "OTP Widget demo",
                        new Content("en", null, text, null),
                        SecretText.of("123456"),
                        Instant.MAX);
        return link.send(message)
                .map(
                        outcome -> {
                            if (outcome instanceof Outcome.Sent(String id) && id != null) {
                                return id;
                            }
                            throw new IllegalStateException(outcome.toString());
                        });
    }

    private static Mono<ServerResponse> answer(String message) {
        return ServerResponse.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(Map.of("type", "success", "message", message));
    }

    private static long number(ServerRequest request, String name) {
        return request.queryParam(name).map(Long::parseLong).orElseThrow();
    }
}
