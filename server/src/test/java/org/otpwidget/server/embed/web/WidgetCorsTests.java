package org.otpwidget.server.embed.web;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.server.RequestPredicates;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;

class WidgetCorsTests {

    private static final String SHOP = "https://shop.example";

    private final WebTestClient client =
            WebTestClient.bindToRouterFunction(
                            RouterFunctions.route(
                                    RequestPredicates.path("/**/broken").negate(),
                                    request ->
                                            ServerResponse.ok()
                                                    .varyBy("Accept-Language")
                                                    .bodyValue("{}")))
                    .webFilter(new WidgetCors())
                    .build();

    @ParameterizedTest
    @ValueSource(
            strings = {"/api/v5/widget/sendOtp", "/API/v5/Widget/SENDOTP", "/api/v5/widget/none"})
    void answersPreflights(String path) {
        client.options()
                .uri(path)
                .header(HttpHeaders.ORIGIN, SHOP)
                .header(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD, "POST")
                .header(HttpHeaders.ACCESS_CONTROL_REQUEST_HEADERS, "content-type,tokenauth")
                .exchange()
                .expectStatus()
                .isNoContent()
                .expectHeader()
                .valueEquals("Access-Control-Allow-Origin", SHOP)
                .expectHeader()
                .valueEquals("Access-Control-Allow-Methods", "GET,POST")
                .expectHeader()
                .valueEquals(
                        "Access-Control-Allow-Headers",
                        "content-type, tokenauth, authkey, idempotency-key")
                .expectHeader()
                .valueEquals("Access-Control-Max-Age", "86400")
                .expectHeader()
                .valueEquals(
                        HttpHeaders.VARY,
                        "Origin, Access-Control-Request-Method, Access-Control-Request-Headers")
                .expectHeader()
                .valueEquals("Access-Control-Allow-Credentials", "true")
                .expectBody()
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {SHOP, "http://localhost:8081", "null"})
    void letsEveryOriginReadAnswers(String origin) {
        client.post()
                .uri("/api/v5/widget/sendOtp")
                .header(HttpHeaders.ORIGIN, origin)
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals("Access-Control-Allow-Origin", origin)
                .expectHeader()
                .valueEquals("Access-Control-Expose-Headers", "retry-after")
                .expectHeader()
                .valueEquals(HttpHeaders.VARY, "Accept-Language, Origin");
    }

    @Test
    void letsEveryOriginReadErrors() {
        client.post()
                .uri("/api/v5/widget/broken")
                .header(HttpHeaders.ORIGIN, SHOP)
                .exchange()
                .expectStatus()
                .isNotFound()
                .expectHeader()
                .valueEquals("Access-Control-Allow-Origin", SHOP);
    }

    @Test
    void callsWithoutAnOriginGetNoPermission() {
        client.post()
                .uri("/api/v5/widget/sendOtp")
                .exchange()
                .expectHeader()
                .doesNotExist("Access-Control-Allow-Origin")
                .expectHeader()
                .valueEquals(HttpHeaders.VARY, "Accept-Language, Origin");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/widgets", "/api/v5/otp", "/api/v5/widgets", "/inbox/messages"})
    void otherPathsStayWithTheirOwnOrigin(String path) {
        client.method(HttpMethod.OPTIONS)
                .uri(path)
                .header(HttpHeaders.ORIGIN, SHOP)
                .header(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD, "POST")
                .exchange()
                .expectHeader()
                .doesNotExist("Access-Control-Allow-Origin");
    }
}
