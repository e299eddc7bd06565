package org.otpwidget.server.problem.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.http.HttpMethod.POST;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.otpwidget.server.RunningServer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Whatever is sent to {@code /v1}, the answer is a problem that says what to do. */
class ProblemDetailsHandlerIntegrationTests extends RunningServer {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "{\"name\":",
                "{'name':1}",
                "{\"name\":NaN}",
                "{}{}",
                "{} DROP TABLE",
                "[]",
                "[{}]",
                "1",
                "\"text\"",
                "null",
                "true",
                "\u0000",
                "{\"name\":\"a\nb\"}",
                "{\"name\":\"\\x41\"}"
            })
    void refusesBodiesThatAreNoObject(String body) {
        problem(call(POST, "/v1/widgets", body), 400);
    }

    @Test
    void saysWhereTheBodyBreaks() {
        problem(call(POST, "/v1/widgets", "{\"name\":\n  oops}"), 400)
                .jsonPath("$.detail")
                .value(
                        String.class,
                        detail -> assertThat(detail).contains("line 2").doesNotContain("oops"));
    }

    @Test
    void refusesLargeBodies() {
        problem(call(POST, "/v1/widgets", "{\"name\":\"" + "x".repeat(1 << 20) + "\"}"), 413);
    }

    @ParameterizedTest
    @ValueSource(ints = {600, 40_000})
    void refusesDeepBodies(int depth) {
        problem(call(POST, "/v1/widgets", "{\"a\":".repeat(depth)), 400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/xml", "application/x-www-form-urlencoded"})
    void refusesOtherFormats(String type) {
        problem(
                        as(adminKey)
                                .post()
                                .uri("/v1/widgets")
                                .header(HttpHeaders.CONTENT_TYPE, type)
                                .bodyValue("{\"name\":\"a\",\"contactPoint\":\"both\"}")
                                .exchange(),
                        415)
                .jsonPath("$.detail")
                .isEqualTo("Send the body as JSON, with Content-Type: application/json.");
    }

    /** Sent by a client that checks nothing. */
    @Test
    void refusesATypeThatIsNone() throws Exception {
        var request =
                HttpRequest.newBuilder(URI.create(base() + "/v1/widgets"))
                        .header("authkey", adminKey)
                        .header("Content-Type", "a/b/c;;=")
                        .POST(HttpRequest.BodyPublishers.ofString("{}"))
                        .build();
        try (var client = HttpClient.newHttpClient()) {
            var answer = client.send(request, HttpResponse.BodyHandlers.ofString());

            assertThat(answer.statusCode()).isEqualTo(415);
            assertThat(answer.body()).contains("Send the body as JSON");
        }
    }

    @Test
    void answersJsonOnly() {
        problem(as(adminKey).get().uri("/v1/widgets").accept(MediaType.TEXT_HTML).exchange(), 406);
    }

    @Test
    void namesTheMethodsThatFit() {
        var answer = call(HttpMethod.PUT, "/v1/widgets");
        answer.expectHeader().valueMatches("Allow", "(GET,POST|POST,GET)");
        problem(answer, 405).jsonPath("$.detail").isEqualTo("Use GET or POST at this address.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/", "/v1/nothing", "/v1/widgets/a/b"})
    void knowsWhatIsNotThere(String path) {
        problem(call(HttpMethod.GET, path), 404)
                .jsonPath("$.detail")
                .isEqualTo("There is nothing at this address.");
    }

    private static WebTestClient.BodyContentSpec problem(
            WebTestClient.ResponseSpec answer, int status) {
        return answer.expectStatus()
                .isEqualTo(status)
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody()
                .jsonPath("$.status")
                .isEqualTo(status)
                .jsonPath("$.type")
                .value(String.class, type -> assertThat(type).startsWith("urn:otp-widget:problem:"))
                .jsonPath("$.detail")
                .value(
                        String.class,
                        detail ->
                                assertThat(detail)
                                        .endsWith(".")
                                        .doesNotContain("Exception", "springframework", "java."));
    }
}
