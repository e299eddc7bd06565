package org.otpwidget.server.embed.web;

import org.junit.jupiter.api.Test;
import org.otpwidget.server.embed.ScriptFiles;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;

class SecurityHeadersTests {

    private final WebTestClient client =
            WebTestClient.bindToRouterFunction(
                            RouterFunctions.route()
                                    .GET(
                                            "/page",
                                            request ->
                                                    ServerResponse.ok()
                                                            .contentType(MediaType.TEXT_HTML)
                                                            .bodyValue("<p>"))
                                    .GET(
                                            "/own",
                                            request ->
                                                    ServerResponse.ok()
                                                            .contentType(MediaType.TEXT_HTML)
                                                            .header(
                                                                    "Content-Security-Policy",
                                                                    "frame-ancestors *")
                                                            .bodyValue("<p>"))
                                    .GET(
                                            "/json",
                                            request ->
                                                    ServerResponse.ok()
                                                            .contentType(MediaType.APPLICATION_JSON)
                                                            .bodyValue("{}"))
                                    .build()
                                    .and(
                                            new ScriptRoutes()
                                                    .scripts(ScriptFiles.load("embed-fixture"))))
                    .webFilter(new SecurityHeaders())
                    .build();

    @Test
    void pagesRunTheirOwnFilesInNoFrame() {
        client.get()
                .uri("/page")
                .exchange()
                .expectHeader()
                .valueMatches(
                        "Content-Security-Policy",
                        "default-src 'none'; script-src 'self';.*frame-ancestors 'none'")
                .expectHeader()
                .valueEquals("X-Frame-Options", "DENY")
                .expectHeader()
                .valueEquals("Cross-Origin-Opener-Policy", "same-origin")
                .expectHeader()
                .valueEquals("Referrer-Policy", "same-origin")
                .expectHeader()
                .valueEquals("X-Content-Type-Options", "nosniff")
                .expectHeader()
                .valueEquals(HttpHeaders.CACHE_CONTROL, "no-store");
    }

    @Test
    void aPageMayBringItsOwnPolicy() {
        client.get()
                .uri("/own")
                .exchange()
                .expectHeader()
                .valueEquals("Content-Security-Policy", "frame-ancestors *")
                .expectHeader()
                .doesNotExist("X-Frame-Options");
    }

    @Test
    void dataIsNeitherSniffedNorCached() {
        client.get()
                .uri("/json")
                .exchange()
                .expectHeader()
                .valueEquals("X-Content-Type-Options", "nosniff")
                .expectHeader()
                .valueEquals("Cross-Origin-Resource-Policy", "same-origin")
                .expectHeader()
                .valueEquals(HttpHeaders.CACHE_CONTROL, "no-store")
                .expectHeader()
                .doesNotExist("Content-Security-Policy");
    }

    @Test
    void theScriptKeepsItsOwnHeaders() {
        client.get()
                .uri("/assets/ui.1a2b3c4d5e.js")
                .exchange()
                .expectHeader()
                .valueEquals("Cross-Origin-Resource-Policy", "cross-origin")
                .expectHeader()
                .valueEquals(HttpHeaders.CACHE_CONTROL, "max-age=31536000, public, immutable");
    }
}
