package org.otpwidget.server.embed.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.otpwidget.server.embed.ScriptFiles;
import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;
import org.springframework.web.reactive.function.server.HandlerStrategies;
import org.springframework.web.reactive.function.server.RouterFunctions;

import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** What a mock cannot show: framing of answers without a body on a connection that is kept. */
class ScriptOverHttpTests {

    private final DisposableServer server =
            HttpServer.create()
                    .host("127.0.0.1")
                    .port(0)
                    .handle(
                            new ReactorHttpHandlerAdapter(
                                    RouterFunctions.toHttpHandler(
                                            new ScriptRoutes()
                                                    .scripts(ScriptFiles.load("embed-fixture")),
                                            HandlerStrategies.withDefaults())))
                    .bindNow();

    @AfterEach
    void stop() {
        server.disposeNow();
    }

    @Test
    void oneConnectionCarriesHeadAndNotModifiedAndGet() throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> head = send(client, request().method("HEAD", none()));
            String etag = head.headers().firstValue("etag").orElseThrow();
            HttpResponse<String> unchanged = send(client, request().header("If-None-Match", etag));
            HttpResponse<String> whole = send(client, request());

            assertThat(head.statusCode()).isEqualTo(200);
            assertThat(head.headers().firstValue("content-length")).contains("11");
            assertThat(unchanged.statusCode()).isEqualTo(304);
            assertThat(unchanged.body()).isEmpty();
            assertThat(whole.body()).isEqualTo("core brotli");
            assertThat(whole.headers().allValues("content-length")).containsExactly("11");
        }
    }

    private HttpRequest.Builder request() {
        return HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + server.port() + "/otp-provider.js?v=1"))
                .header("Accept-Encoding", "gzip, deflate, br, zstd");
    }

    private static HttpRequest.BodyPublisher none() {
        return HttpRequest.BodyPublishers.noBody();
    }

    private static HttpResponse<String> send(HttpClient client, HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }
}
