package org.otpwidget.server.benchmark;

import org.otpwidget.server.OtpWidgetServer;
import org.otpwidget.server.delivery.Sender;
import org.otpwidget.server.delivery.provider.ProviderLinks;
import org.otpwidget.server.delivery.provider.Providers;
import org.springframework.boot.SpringApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RequestPredicates;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;

import java.io.IOException;
import java.util.Map;

/**
 * The product, with a sender of short messages that hands the codes to the load generator, and with
 * endpoints that do nothing or send past the outbox, for comparison. Not annotated, so that no
 * component scan of a test finds it.
 */
final class BenchmarkServer {

    /** System property: the port where the load generator listens for codes. */
    static final String CODES_PORT = "benchmark.codes-port";

    static final String HELLO = "/benchmark/hello";

    private BenchmarkServer() {}

    public static void main(String... arguments) {
        new SpringApplication(OtpWidgetServer.class, Beans.class).run(arguments);
    }

    static class Beans {

        @Bean
        @Order(Ordered.HIGHEST_PRECEDENCE)
        Sender benchmarkSender() throws IOException {
            return CodeSender.to(Integer.getInteger(CODES_PORT));
        }

        @Bean
        RouterFunction<ServerResponse> benchmarkDirect(Providers providers, ProviderLinks links) {
            return DirectRoutes.of(providers, links);
        }

        @Bean
        RouterFunction<ServerResponse> benchmarkHello() {
            return RouterFunctions.route(
                    RequestPredicates.GET(HELLO),
                    _ ->
                            ServerResponse.ok()
                                    .contentType(MediaType.APPLICATION_JSON)
                                    .bodyValue(Map.of("type", "success", "message", "hello")));
        }
    }
}
