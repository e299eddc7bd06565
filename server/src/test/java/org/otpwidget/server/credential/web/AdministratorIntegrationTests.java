package org.otpwidget.server.credential.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.http.HttpMethod.PATCH;
import static org.springframework.http.HttpMethod.POST;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.otpwidget.server.Route;
import org.otpwidget.server.RunningServer;
import org.otpwidget.server.credential.Authkey.Scope;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Who may call {@code /v1}, and what they see. */
class AdministratorIntegrationTests extends RunningServer {

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping mapping;

    @Test
    void closesEveryRouteToStrangers() {
        var routes = closedRoutes();
        assertThat(routes).hasSizeGreaterThanOrEqualTo(17);
        for (var route : routes) {
            call(anyone(), route, "0123456789abcdef01234567")
                    .expectStatus()
                    .isUnauthorized()
                    .expectHeader()
                    .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                    .expectHeader()
                    .valueMatches(HttpHeaders.WWW_AUTHENTICATE, "Bearer .*Basic .*");
        }
    }

    @Test
    void closesEveryRouteToOtherScopes() {
        var verifier = as(newKey(accountId, Scope.VERIFY));
        for (var route : closedRoutes()) {
            call(verifier, route, "0123456789abcdef01234567").expectStatus().isForbidden();
        }
    }

    @Test
    void showsNothingOfOtherAccounts() {
        var ids =
                List.of(
                        make("widgets", "\"contactPoint\":\"both\""),
                        make(
                                "templates",
                                "\"channel\":\"sms\",\"variants\":{\"en\":{\"text\":\"##OTP##\"}}"),
                        make("tokens", ""),
                        make("authkeys", ""));
        var stranger = as(newKey(newAccount(), Scope.ADMIN));
        for (var route : closedRoutes()) {
            if (route.path().contains("{id}")) {
                ids.forEach(id -> call(stranger, route, id).expectStatus().isNotFound());
            } else if (route.method().name().equals("GET")
                    && !route.path().contains("signing-keys")) {
                var answer = call(stranger, route, "").expectBody(String.class).returnResult();
                // What an account has one of at most may not be there.
                assertThat(answer.getStatus().value()).isIn(200, 404);
                String body = String.valueOf(answer.getResponseBody());
                ids.forEach(id -> assertThat(body).doesNotContain(id));
            }
        }
        ids.forEach(id -> assertThat(known(id)).as(id).isTrue());
    }

    @Test
    void takesTheKeyInThreeWays() {
        for (var header : List.of("authkey", "bearer", "basic")) {
            anyone().get()
                    .uri("/v1/tokens")
                    .headers(
                            headers -> {
                                switch (header) {
                                    case "bearer" -> headers.setBearerAuth(adminKey);
                                    case "basic" -> headers.setBasicAuth("any", adminKey);
                                    default -> headers.set("authkey", adminKey);
                                }
                            })
                    .exchange()
                    .expectStatus()
                    .isOk();
        }
        anyone().get()
                .uri("/v1/tokens?authkey=" + adminKey)
                .exchange()
                .expectStatus()
                .isUnauthorized();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "ak_unknown-unknown-unknown",
                "' OR '1'='1",
                "\u00fc\u00fc\u00fc\u00fc\u00fc\u00fc\u00fc\u00fc"
            })
    void refusesUnknownKeys(String key) {
        as(key).get().uri("/v1/tokens").exchange().expectStatus().isUnauthorized();
        as(key + "x".repeat(5000))
                .get()
                .uri("/v1/tokens")
                .exchange()
                .expectStatus()
                .isUnauthorized();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"enabled\":false}                        | 401 | disabled",
                "{\"expiresAt\":\"2001-01-01T00:00:00Z\"}   | 401 | expired",
                "{\"ipWhitelist\":[\"203.0.113.0/24\"]}     | 403 | ipWhitelist",
                "{\"scopes\":[\"verify\"]}                  | 403 | scope"
            })
    void refusesKeysThatMayNotAnyMore(String change, int status, String why) {
        var other = json(call(POST, "/v1/authkeys", "{\"name\":\"a\",\"scopes\":[\"admin\"]}"));
        var client = as(other.path("key").stringValue());
        client.get().uri("/v1/tokens").exchange().expectStatus().isOk();
        call(PATCH, "/v1/authkeys/" + other.path("id").stringValue(), change).expectStatus().isOk();

        client.get()
                .uri("/v1/tokens")
                .exchange()
                .expectStatus()
                .isEqualTo(status)
                .expectBody()
                .jsonPath("$.reason")
                .isEqualTo("auth")
                .jsonPath("$.detail")
                .value(String.class, detail -> assertThat(detail).contains(why));
    }

    @Test
    void holdsTheWhitelistAgainstTheAddressBehindTheProxy() {
        var key =
                json(
                        call(
                                POST,
                                "/v1/authkeys",
                                "{\"name\":\"a\",\"scopes\":[\"admin\"],\"ipWhitelist\":[\"203.0.113.0/24\"]}"));
        var client = as(key.path("key").stringValue());

        client.get()
                .uri("/v1/tokens")
                .header("X-Forwarded-For", "203.0.113.9")
                .exchange()
                .expectStatus()
                .isOk();
        client.get()
                .uri("/v1/tokens")
                .header("X-Forwarded-For", "203.0.113.9, 198.51.100.1")
                .exchange()
                .expectStatus()
                .isForbidden();
    }

    @Test
    void notesTheLastUseBesideTheCall() {
        var id = authkeys.find(adminKey).blockOptional().orElseThrow().id();
        as(adminKey).get().uri("/v1/tokens").exchange().expectStatus().isOk();
        var used =
                authkeys.get(accountId, id)
                        .mapNotNull(key -> key.lastUsedAt())
                        .repeatWhenEmpty(200, again -> again.delayElements(Duration.ofMillis(25)))
                        .blockOptional();

        assertThat(used)
                .hasValueSatisfying(at -> assertThat(at).isAfter(Instant.now().minusSeconds(60)));
    }

    private List<Route> closedRoutes() {
        return Route.ofV1(mapping).stream()
                .filter(route -> !route.path().startsWith("/v1/openapi"))
                .toList();
    }

    private static WebTestClient.ResponseSpec call(WebTestClient client, Route route, String id) {
        return client.method(route.method())
                .uri(
                        route.path()
                                .replace("{id}", id)
                                .replace("{ip}", "203.0.113.7")
                                .replace("{reqId}", id)
                                .replace("{deliveryId}", id))
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(route.path().contains("{ip}") ? "{\"state\":\"normal\"}" : "{}")
                .exchange();
    }

    private String make(String kind, String more) {
        String body = "{\"name\":\"Secret name\"" + (more.isEmpty() ? "" : "," + more) + "}";
        return json(call(POST, "/v1/" + kind, body).expectStatus().isCreated())
                .path("id")
                .stringValue();
    }

    private boolean known(String id) {
        return List.of("widgets", "templates", "tokens", "authkeys").stream()
                .anyMatch(
                        kind ->
                                as(adminKey)
                                        .get()
                                        .uri("/v1/" + kind + "/" + id)
                                        .exchange()
                                        .expectBody()
                                        .returnResult()
                                        .getStatus()
                                        .is2xxSuccessful());
    }
}
