package org.otpwidget.server.widget.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.PATCH;
import static org.springframework.http.HttpMethod.POST;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.otpwidget.server.RunningServer;
import org.otpwidget.server.widget.WidgetForms;
import org.otpwidget.server.widget.Widgets;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;

import reactor.core.publisher.Flux;

import tools.jackson.databind.JsonNode;

import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

class WidgetControllerIntegrationTests extends RunningServer {

    private static final String SMALLEST = "{\"name\":\"Shop\",\"contactPoint\":\"both\"}";

    @Autowired private Widgets widgets;

    @Test
    void createsReadsChangesAndLists() {
        var created = json(call(POST, "/v1/widgets", SMALLEST).expectStatus().isCreated());
        String id = created.path("id").stringValue();
        assertThat(id).matches("[0-9a-f]{24}");
        assertThat(created.path("otpLength").intValue()).isEqualTo(6);
        assertThat(created.path("createdAt").stringValue()).matches("\\d{4}-.*Z");

        assertThat(json(call(GET, "/v1/widgets/" + id).expectStatus().isOk())).isEqualTo(created);
        var changed =
                json(
                        call(PATCH, "/v1/widgets/" + id, "{\"enabled\":false,\"otpLength\":8}")
                                .expectStatus()
                                .isOk());
        assertThat(changed.path("enabled").booleanValue()).isFalse();
        assertThat(changed.path("otpLength").intValue()).isEqualTo(8);
        assertThat(changed.path("name").stringValue()).isEqualTo("Shop");
        assertThat(json(call(GET, "/v1/widgets")).path("items").path(0)).isEqualTo(changed);
    }

    @Test
    void neverReturnsTheDemoCode() {
        String body =
                "{\"name\":\"a\",\"contactPoint\":\"email\",\"demoCredentials\":{\"name\":\"Reviewer\","
                    + "\"email\":\"demo@shop.example\",\"otp\":\"424242\"}}";
        var created = json(call(POST, "/v1/widgets", body).expectStatus().isCreated());
        String id = created.path("id").stringValue();
        var renamed = json(call(PATCH, "/v1/widgets/" + id, "{\"name\":\"b\"}"));
        var read = json(call(GET, "/v1/widgets/" + id));
        for (var answer : List.of(created, renamed, read)) {
            assertThat(answer.path("demoCredentials").path("name").asString())
                    .isEqualTo("Reviewer");
            assertThat(answer.toString()).doesNotContain("424242", "otp\":");
        }
        var stored = Objects.requireNonNull(widgets.find(id).block()).settings().demoCredentials();
        assertThat(Objects.requireNonNull(stored).otp()).isEqualTo("424242");
    }

    @Test
    void namesTheNewWidgetsAddress() {
        var result =
                call(POST, "/v1/widgets", SMALLEST)
                        .expectHeader()
                        .cacheControl(CacheControl.noStore())
                        .expectBody(JsonNode.class)
                        .returnResult();
        var location = Objects.requireNonNull(result.getResponseHeaders().getLocation());
        call(GET, location.getPath()).expectStatus().isOk();
    }

    @Test
    void takesMergePatchByItsOwnName() {
        String id = newWidget();
        as(adminKey)
                .patch()
                .uri("/v1/widgets/" + id)
                .contentType(MediaType.valueOf("application/merge-patch+json"))
                .bodyValue("{\"resendTime\":5}")
                .exchange()
                .expectBody()
                .jsonPath("$.resendTime")
                .isEqualTo(5);
    }

    @Test
    void servesAChangeAtOnce() {
        String id = newWidget();
        assertThat(found(id)).isTrue();
        call(PATCH, "/v1/widgets/" + id, "{\"enabled\":false}").expectStatus().isOk();

        assertThat(found(id)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "contactPoint   | {\"name\":\"a\"}",
                "name           | {\"contactPoint\":\"both\"}",
                "name           | {\"name\":\"\\u0000\",\"contactPoint\":\"both\"}",
                "otpLength      | {\"name\":\"a\",\"contactPoint\":\"both\",\"otpLength\":1e9}",
                "redirectUrl    |"
                    + " {\"name\":\"a\",\"contactPoint\":\"both\",\"verificationType\":\"magicLink\"}",
                "accountId      | {\"name\":\"a\",\"contactPoint\":\"both\",\"accountId\":1}"
            })
    void saysWhichFieldIsWrong(String field, String body) {
        call(POST, "/v1/widgets", body)
                .expectStatus()
                .isEqualTo(422)
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody()
                .jsonPath("$.reason")
                .isEqualTo("invalid_request")
                .jsonPath("$.errors[?(@.field=='" + field + "')].message")
                .isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "'; DROP TABLE widget; --",
                "$1 :name ?",
                "日本語 👩‍💻",
                "##OTP## ${jndi:ldap://x}"
            })
    void keepsNamesAsTheyAre(String name) {
        String body = "{\"name\":\"%s\",\"contactPoint\":\"email\"}".formatted(name);

        assertThat(json(call(POST, "/v1/widgets", body)).path("name").stringValue())
                .isEqualTo(name);
    }

    @Test
    void refusesAChangeThatBreaksTheWholeAndKeepsTheOld() {
        String id = newWidget();
        call(PATCH, "/v1/widgets/" + id, "{\"name\":\"b\",\"contactPoint\":\"email\"}")
                .expectStatus()
                .isEqualTo(422)
                .expectBody()
                .jsonPath("$.errors[0].field")
                .isEqualTo("primaryChannel");

        call(GET, "/v1/widgets/" + id).expectBody().jsonPath("$.name").isEqualTo("Shop");
    }

    @Test
    void isNeverDeleted() {
        call(DELETE, "/v1/widgets/" + newWidget())
                .expectStatus()
                .isEqualTo(405)
                .expectHeader()
                .exists("Allow")
                .expectBody()
                .jsonPath("$.detail")
                .isEqualTo("Use GET or PATCH at this address.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0123456789abcdef01234567",
                "x",
                "0123456789ABCDEF01234567",
                "%00",
                "'%20OR%201=1",
                "..%2f"
            })
    void doesNotFindUnknownIds(String id) {
        as(adminKey)
                .get()
                .uri(URI.create(base() + "/v1/widgets/" + id))
                .exchange()
                .expectStatus()
                .is4xxClientError();
    }

    @Test
    void pagesWithoutGapsOrRepetitions() {
        var made = new HashSet<String>();
        for (int i = 0; i < 5; i++) {
            made.add(newWidget());
        }
        var seen = new HashSet<String>();
        String path = "/v1/widgets?limit=2";
        for (int page = 1; page <= 3; page++) {
            var answer = json(call(GET, path).expectStatus().isOk());
            assertThat(answer.path("items").size()).isEqualTo(page == 3 ? 1 : 2);
            answer.path("items").values().forEach(item -> seen.add(item.path("id").stringValue()));
            path = "/v1/widgets?limit=2&after=" + answer.path("next").asString("");
        }

        assertThat(path).endsWith("after=");
        assertThat(seen).isEqualTo(made);
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=1000", "limit=x", "after=", "after=%00"})
    void refusesAbsurdPages(String query) {
        as(adminKey)
                .get()
                .uri(URI.create(base() + "/v1/widgets?" + query))
                .exchange()
                .expectStatus()
                .isEqualTo(422);
    }

    @Test
    void createsInParallel() {
        var settings = WidgetForms.settings(SMALLEST);
        var made =
                Flux.range(0, 64)
                        .flatMap(i -> widgets.create(accountId, settings), 16)
                        .collectList()
                        .blockOptional()
                        .orElseThrow();

        assertThat(made).extracting(widget -> widget.id()).doesNotHaveDuplicates().hasSize(64);
        assertThat(made).extracting(widget -> widget.number()).doesNotHaveDuplicates();
    }

    @Test
    void losesNoneOfManyChangesAtOnce() {
        String id = newWidget();
        var changes =
                Map.of(
                        "otpLength", 8,
                        "resendCount", 7,
                        "resendTime", 6,
                        "expiryTime", 5,
                        "attemptLimit", 4);
        IntStream.range(0, 3)
                .forEach(
                        round ->
                                changes.entrySet().parallelStream()
                                        .forEach(
                                                change ->
                                                        call(
                                                                        PATCH,
                                                                        "/v1/widgets/" + id,
                                                                        "{\"%s\":%d}"
                                                                                .formatted(
                                                                                        change
                                                                                                .getKey(),
                                                                                        change
                                                                                                .getValue()))
                                                                .expectStatus()
                                                                .isOk()));
        var after = json(call(GET, "/v1/widgets/" + id));

        changes.forEach(
                (field, value) -> assertThat(after.path(field).intValue()).isEqualTo(value));
    }

    private String newWidget() {
        return json(call(POST, "/v1/widgets", SMALLEST).expectStatus().isCreated())
                .path("id")
                .stringValue();
    }

    private boolean found(String id) {
        return widgets.find(id).blockOptional().orElseThrow().settings().enabled();
    }
}
