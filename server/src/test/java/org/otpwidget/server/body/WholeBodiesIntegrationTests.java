package org.otpwidget.server.body;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.otpwidget.server.RunningServer;
import org.otpwidget.server.problem.Refused;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.MediaType;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest.BodyBuilder;
import org.springframework.mock.web.server.MockServerWebExchange;

import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

/** Nobody who sends slowly keeps others from sending a file. */
class WholeBodiesIntegrationTests extends RunningServer {

    private static final int TAKEN = 200;

    /** More than a body usually may have. */
    private static final int MANY = 300_000;

    @Autowired private WholeBodies bodies;

    @Test
    void oneAddressTakesOnePlace() {
        var slow = Disposables.composite();
        try {
            for (int n = 0; n < 4; n++) {
                slow.add(slow(file("203.0.113.7").header("authkey", "any")));
            }
            assertThat(status(file("203.0.113.7").header("authkey", "any"))).isEqualTo(503);
            assertThat(status(file("203.0.113.8").header("authkey", "any"))).isEqualTo(TAKEN);
        } finally {
            slow.dispose();
        }
        assertThat(status(file("203.0.113.7").header("authkey", "any"))).isEqualTo(TAKEN);
    }

    @Test
    void oneNetworkTakesOnePlace() {
        var slow = slow(file("2001:db8::1").header("authkey", "any"));
        try {
            assertThat(status(file("2001:db8::2").header("authkey", "any"))).isEqualTo(503);
        } finally {
            slow.dispose();
        }
    }

    @Test
    void fewAreInMemoryAtOnce() {
        var slow = Disposables.composite();
        try {
            for (int n = 1; n <= 4; n++) {
                slow.add(slow(file("203.0.113." + n).header("authkey", "any")));
            }
            assertThat(status(file("203.0.113.8").header("authkey", "any"))).isEqualTo(503);
        } finally {
            slow.dispose();
        }
    }

    @Test
    void whoeverBringsNoKeyTakesNone() {
        var slow = Disposables.composite();
        try {
            for (int n = 1; n <= 4; n++) {
                slow.add(slow(file("203.0.113." + n)));
            }
            assertThat(status(file("203.0.113.8"))).isEqualTo(413);
            assertThat(status(file("203.0.113.8").header("authkey", "any"))).isEqualTo(TAKEN);
            assertThat(status(file("203.0.113.8").header("Authorization", "Bearer any")))
                    .isEqualTo(TAKEN);
        } finally {
            slow.dispose();
        }
        anyone().post()
                .uri("/v1/widgets/import")
                .contentType(MediaType.APPLICATION_YAML)
                .bodyValue("#".repeat(MANY))
                .exchange()
                .expectStatus()
                .isUnauthorized();
    }

    /** Somebody who has sent more than is usual, and stops there. */
    private Disposable slow(BodyBuilder request) {
        return answer(request.body(Flux.concat(many(), Flux.never()))).subscribe();
    }

    private int status(BodyBuilder request) {
        return answer(request.body(many())).blockOptional().orElseThrow();
    }

    private Mono<Integer> answer(MockServerHttpRequest request) {
        return bodies.filter(
                        MockServerWebExchange.from(request),
                        exchange -> DataBufferUtils.join(exchange.getRequest().getBody()).then())
                .thenReturn(TAKEN)
                .onErrorResume(Refused.class, refused -> Mono.just(refused.problem().status()));
    }

    private static BodyBuilder file(String address) {
        return MockServerHttpRequest.post("/v1/widgets/import")
                .remoteAddress(new InetSocketAddress(InetAddress.ofLiteral(address), 4711))
                .contentLength(MANY);
    }

    private static Flux<DataBuffer> many() {
        return Flux.fromIterable(List.of(new byte[MANY / 2], new byte[MANY / 2]))
                .map(DefaultDataBufferFactory.sharedInstance::wrap);
    }
}
