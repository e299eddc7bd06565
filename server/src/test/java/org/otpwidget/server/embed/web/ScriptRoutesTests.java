package org.otpwidget.server.embed.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.otpwidget.server.embed.ScriptFiles;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;

import java.net.URI;
import java.util.Objects;

class ScriptRoutesTests {

    private static final String FLOATING = "max-age=600, public, stale-while-revalidate=86400";

    private final WebTestClient client =
            WebTestClient.bindToRouterFunction(
                            new ScriptRoutes().scripts(ScriptFiles.load("embed-fixture")))
                    .build();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/otp-provider.js",
                "/otp-provider.js?v=3&x=%00",
                "/app/assets/otp-provider/otp-provider.js",
                "/app/assets/otp-provider/otp-provider.js?cache=no",
                "/v1/otp-provider.js"
            })
    void servesTheScriptAtItsFixedAddresses(String uri) {
        client.get()
                .uri(uri)
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals(HttpHeaders.CACHE_CONTROL, FLOATING)
                .expectHeader()
                .valueEquals(HttpHeaders.CONTENT_TYPE, "text/javascript;charset=UTF-8")
                .expectHeader()
                .valueEquals(HttpHeaders.VARY, "Accept-Encoding")
                .expectHeader()
                .valueEquals("Access-Control-Allow-Origin", "*")
                .expectHeader()
                .valueEquals("Cross-Origin-Resource-Policy", "cross-origin")
                .expectHeader()
                .valueEquals("Timing-Allow-Origin", "*")
                .expectHeader()
                .valueEquals("X-Content-Type-Options", "nosniff")
                .expectHeader()
                .doesNotExist(HttpHeaders.CONTENT_ENCODING)
                .expectHeader()
                .contentLength(7)
                .expectBody(String.class)
                .isEqualTo("core();");
    }

    @ParameterizedTest
    @CsvSource({"br, core brotli", "gzip, core gzip"})
    void servesTheCodingThatTheClientTakes(String coding, String body) {
        client.get()
                .uri("/otp-provider.js")
                .header(HttpHeaders.ACCEPT_ENCODING, coding)
                .exchange()
                .expectHeader()
                .valueEquals(HttpHeaders.CONTENT_ENCODING, coding)
                .expectBody(String.class)
                .isEqualTo(body);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s", "W/%s", "\"other\", %s"})
    void sendsNothingAgainToWhoHasTheFile(String condition) {
        String etag = etag("gzip");

        client.get()
                .uri("/otp-provider.js")
                .header(HttpHeaders.ACCEPT_ENCODING, "gzip")
                .header(HttpHeaders.IF_NONE_MATCH, condition.formatted(etag))
                .exchange()
                .expectStatus()
                .isNotModified()
                .expectHeader()
                .valueEquals(HttpHeaders.ETAG, etag)
                .expectHeader()
                .valueEquals(HttpHeaders.CACHE_CONTROL, FLOATING)
                .expectHeader()
                .valueEquals(HttpHeaders.VARY, "Accept-Encoding")
                .expectHeader()
                .valueEquals("Access-Control-Allow-Origin", "*")
                .expectBody()
                .isEmpty();
    }

    @Test
    void anETagOfAnotherCodingDoesNotMatch() {
        assertThat(etag("br")).isNotEqualTo(etag("gzip"));
        client.get()
                .uri("/otp-provider.js")
                .header(HttpHeaders.ACCEPT_ENCODING, "gzip")
                .header(HttpHeaders.IF_NONE_MATCH, etag("br"))
                .exchange()
                .expectStatus()
                .isOk();
    }

    @Test
    void answersHeadLikeGetWithoutABody() {
        client.head()
                .uri("/v1/otp-provider.js")
                .header(HttpHeaders.ACCEPT_ENCODING, "gzip")
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .contentLength(9)
                .expectHeader()
                .valueEquals(HttpHeaders.ETAG, etag("gzip"))
                .expectBody()
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/assets/ui.1a2b3c4d5e.js, ui();",
        "/assets/lang/hi.0f1e2d3c4b.js, export default {};",
    })
    void hashedFilesMayBeKeptForever(String uri, String body) {
        client.get()
                .uri(uri)
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals(HttpHeaders.CACHE_CONTROL, "max-age=31536000, public, immutable")
                .expectHeader()
                .exists(HttpHeaders.ETAG)
                .expectBody(String.class)
                .isEqualTo(body);
    }

    @Test
    void theManifestIsKeptShortly() {
        client.get()
                .uri("/assets/manifest.json")
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals(HttpHeaders.CACHE_CONTROL, "max-age=60, public")
                .expectHeader()
                .valueEquals("Access-Control-Allow-Origin", "*")
                .expectBody()
                .jsonPath("$['ui.js'].integrity")
                .isEqualTo("sha384-x");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/assets/",
                "/assets/ui.js",
                "/assets/none.1a2b3c4d5e.js",
                "/assets/ui.1a2b3c4d5e.js.gz",
                "/assets/orphan.0f1e2d3c4b.js",
                "/assets/../manifest.json",
                "/assets/..%2fotp-provider.js",
                "/assets/%2e%2e/otp-provider.js",
                "/assets/..;/otp-provider.js",
                "/assets//ui.1a2b3c4d5e.js",
                "/assets/..%5c..%5capplication.yaml",
                "/assets/ui.1a2b3c4d5e.js%00",
                "/assets/%2fetc%2fpasswd.1a2b3c4d5e.js",
            })
    void nothingElseIsBelowAssets(String uri) {
        client.get()
                .uri(URI.create(uri))
                .exchange()
                .expectStatus()
                .isNotFound()
                .expectHeader()
                .valueEquals(HttpHeaders.CACHE_CONTROL, "no-store")
                .expectHeader()
                .doesNotExist(HttpHeaders.ETAG)
                .expectBody(String.class)
                .isEqualTo("There is nothing at this address.");
    }

    private String etag(String coding) {
        EntityExchangeResult<Void> result =
                client.get()
                        .uri("/otp-provider.js")
                        .header(HttpHeaders.ACCEPT_ENCODING, coding)
                        .exchange()
                        .expectBody(Void.class)
                        .returnResult();
        return Objects.requireNonNull(result.getResponseHeaders().getETag());
    }
}
