package org.otpwidget.server.problem.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.server.WebFilter;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.nio.charset.StandardCharsets;

/** The log tells of failures, and where, but not what stood in the query; needs no database. */
@SpringBootTest(
        classes = FailureLogTests.Failing.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "management.endpoint.health.validate-group-membership=false")
@ExtendWith(OutputCaptureExtension.class)
class FailureLogTests {

    private static final String QUERY = "?tokenAuth=tk-in-the-query&authkey=ak-in-the-query";

    /** Fails on every route, before or in the middle of the answer. */
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration(exclude = R2dbcAutoConfiguration.class)
    @Import({ProblemDetailsHandler.class, HttpEdge.class})
    static class Failing {

        @Bean
        @Order(Ordered.HIGHEST_PRECEDENCE)
        WebFilter failing() {
            return (exchange, _) -> {
                var broken = new IllegalStateException("provoked");
                if (!exchange.getRequest().getPath().value().endsWith("/half")) {
                    return Mono.error(broken);
                }
                var some =
                        new DefaultDataBufferFactory()
                                .wrap("some".getBytes(StandardCharsets.UTF_8));
                return exchange.getResponse()
                        .writeAndFlushWith(
                                Flux.just(Mono.just(some)).concatWith(Flux.error(broken)));
            };
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v5/widget/getWidgetProcess",
                "/v1/widgets",
                "/otp-provider.js",
                "/unknown",
                "/"
            })
    void namesTheFailureButNotTheQuery(
            String route, @Value("${local.server.port}") int port, CapturedOutput output) {
        client(port)
                .get()
                .uri(route + QUERY)
                .exchange()
                .expectStatus()
                .isEqualTo(500)
                .expectBody()
                .jsonPath(route.startsWith("/api") ? "$.message" : "$.detail")
                .isEqualTo("Something went wrong. Please try again.");
        assertThat(output).contains("provoked").contains(route).doesNotContain("in-the-query");
    }

    @Test
    void namesNoQueryWhenTheAnswerHadBegun(
            @Value("${local.server.port}") int port, CapturedOutput output) {
        var answer = client(port).get().uri("/half" + QUERY).exchange();
        assertThat(
                        org.assertj.core.api.Assertions.catchThrowable(
                                () -> answer.expectBody().returnResult()))
                .isNotNull();
        assertThat(output).contains("provoked").doesNotContain("in-the-query");
    }

    private static WebTestClient client(int port) {
        return WebTestClient.bindToServer().baseUrl("http://127.0.0.1:" + port).build();
    }
}
