package org.otpwidget.server.credential.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.PATCH;
import static org.springframework.http.HttpMethod.POST;
import static org.springframework.http.HttpMethod.PUT;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.otpwidget.server.RunningServer;
import org.otpwidget.server.credential.Tokens;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.r2dbc.core.DatabaseClient;

import tools.jackson.databind.JsonNode;

import java.net.URI;
import java.util.List;

class TokenControllerIntegrationTests extends RunningServer {

    @Autowired private Tokens tokens;
    @Autowired private DatabaseClient database;

    @Test
    void createsReadsChangesListsAndDeletes() {
        var created =
                create(
                        """
                        {"name":"Shop","origins":["HTTPS://Shop.Example:443/","http://localhost:3000"],
                         "throttle":{"hits":5,"period":60,"block":600}}
                        """);
        String path = "/v1/tokens/" + created.path("id").stringValue();
        assertThat(created.path("value").stringValue()).matches("tk_[A-Za-z0-9_-]{24}");
        assertThat(created.path("origins").toString())
                .isEqualTo("[\"https://shop.example\",\"http://localhost:3000\"]");
        assertThat(json(call(GET, path))).isEqualTo(created);
        assertThat(json(call(GET, "/v1/tokens")).path("items").path(0)).isEqualTo(created);

        var changed =
                json(
                        call(PATCH, path, "{\"enabled\":false,\"throttle\":{\"hits\":9}}")
                                .expectStatus()
                                .isOk());
        assertThat(changed.path("throttle").toString())
                .isEqualTo("{\"hits\":9,\"period\":60,\"block\":600}");
        assertThat(changed.path("origins")).isEqualTo(created.path("origins"));
        assertThat(
                        json(call(PATCH, path, "{\"throttle\":null,\"origins\":null}"))
                                .path("throttle")
                                .isNull())
                .isTrue();

        call(DELETE, path).expectStatus().isNoContent();
        call(GET, path).expectStatus().isNotFound();
        call(DELETE, path).expectStatus().isNotFound();
    }

    @Test
    void servesChangesAtOnce() {
        var created = create("{\"name\":\"a\"}");
        String path = "/v1/tokens/" + created.path("id").stringValue();
        String value = created.path("value").stringValue();
        assertThat(tokens.find(value).blockOptional()).isPresent();

        call(PATCH, path, "{\"enabled\":false}").expectStatus().isOk();
        assertThat(tokens.find(value).blockOptional().orElseThrow().enabled()).isFalse();
        call(DELETE, path).expectStatus().isNoContent();
        assertThat(tokens.find(value).blockOptional()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "name            | {}",
                "origins         | {\"name\":\"a\",\"origins\":[\"*\"]}",
                "origins         | {\"name\":\"a\",\"origins\":[\"https://a.example/x\"]}",
                "origins         | {\"name\":\"a\",\"origins\":\"https://a.example\"}",
                "throttle        | {\"name\":\"a\",\"throttle\":5}",
                "throttle.block  | {\"name\":\"a\",\"throttle\":{\"hits\":1,\"period\":1}}",
                "throttle.hits   |"
                        + " {\"name\":\"a\",\"throttle\":{\"hits\":0,\"period\":1,\"block\":1}}",
                "throttle.period |"
                    + " {\"name\":\"a\",\"throttle\":{\"hits\":1,\"period\":86401,\"block\":1}}",
                "value           | {\"name\":\"a\",\"value\":\"tk_mine\"}"
            })
    void saysWhichFieldIsWrong(String field, String body) {
        call(POST, "/v1/tokens", body)
                .expectStatus()
                .isEqualTo(422)
                .expectBody()
                .jsonPath("$.errors[?(@.field=='" + field + "')].message")
                .isNotEmpty();
    }

    @Test
    void givesAddressesEveryState() {
        String ips = "/v1/tokens/" + create("{\"name\":\"a\"}").path("id").stringValue() + "/ips/";
        state(GET, ips + "203.0.113.7", "", "203.0.113.7", "normal");
        state(PUT, ips + "203.0.113.7", "whitelisted", "203.0.113.7", "whitelisted");
        state(
                PUT,
                ips + "203.0.113.7",
                "permanently_blocked",
                "203.0.113.7",
                "permanently_blocked");
        state(
                PUT,
                ips + "2001:db8:0:7::1",
                "permanently_blocked",
                "2001:db8:0:7::",
                "permanently_blocked");
        state(GET, ips + "2001:db8:0:7:ffff::2", "", "2001:db8:0:7::", "permanently_blocked");
        var blocked =
                json(
                        call(
                                PUT,
                                ips + "198.51.100.1",
                                "{\"state\":\"temporarily_blocked\",\"blockedUntil\":\"2999-01-01T00:00:00Z\"}"));
        assertThat(blocked.path("blockedUntil").stringValue()).isEqualTo("2999-01-01T00:00:00Z");

        var first = json(call(GET, ips.substring(0, ips.length() - 1) + "?limit=2"));
        assertThat(first.path("items").toString())
                .contains("198.51.100.1", "203.0.113.7")
                .doesNotContain("2001:db8");
        var second =
                json(
                        call(
                                GET,
                                ips.substring(0, ips.length() - 1)
                                        + "?limit=2&after="
                                        + first.path("next").stringValue()));
        assertThat(second.path("items").size()).isEqualTo(1);
        assertThat(second.path("next").isNull()).isTrue();
        state(PUT, ips + "203.0.113.7", "normal", "203.0.113.7", "normal");
    }

    @Test
    void findsAddressesByStateAndBlockAndForgetsThem() {
        String ips = "/v1/tokens/" + create("{\"name\":\"a\"}").path("id").stringValue() + "/ips";
        state(
                PUT,
                ips + "/203.0.113.7",
                "permanently_blocked",
                "203.0.113.7",
                "permanently_blocked");
        state(PUT, ips + "/203.0.114.7", "whitelisted", "203.0.114.7", "whitelisted");
        state(PUT, ips + "/2001:db8:0:7::1", "normal", "2001:db8:0:7::", "normal");
        call(
                PUT,
                ips + "/203.0.113.8",
                "{\"state\":\"temporarily_blocked\",\"blockedUntil\":\"2999-01-01T00:00:00Z\"}");
        database.sql("UPDATE ip_state SET blocked_until = now() WHERE ip = '203.0.113.8'")
                .then()
                .block();

        assertThat(listed(ips + "?state=permanently_blocked")).containsExactly("203.0.113.7");
        assertThat(listed(ips + "?state=normal")).containsExactly("203.0.113.8", "2001:db8:0:7::");
        assertThat(listed(ips + "?state=temporarily_blocked")).isEmpty();
        assertThat(listed(ips + "?within=203.0.113.0/24"))
                .containsExactly("203.0.113.7", "203.0.113.8");
        assertThat(listed(ips + "?within=203.0.113.9/24&state=normal"))
                .containsExactly("203.0.113.8");
        assertThat(listed(ips + "?within=2001:db8:0:7:1::9")).containsExactly("2001:db8:0:7::");
        call(GET, ips + "?within=shop").expectStatus().isEqualTo(422);
        call(GET, ips + "?state=blocked").expectStatus().isEqualTo(422);

        call(DELETE, ips + "/203.0.113.7").expectStatus().isNoContent();
        call(DELETE, ips + "/203.0.113.7").expectStatus().isNotFound();
        state(GET, ips + "/203.0.113.7", "", "203.0.113.7", "normal");
    }

    @Test
    void rotatesWithAnOverlap() {
        var created = create("{\"name\":\"a\"}");
        String path = "/v1/tokens/" + created.path("id").stringValue();
        String first = created.path("value").stringValue();
        assertThat(tokens.find(first).blockOptional()).isPresent();

        String second = rotated(path, "{\"overlap\":3600}");
        assertThat(second).startsWith("tk_").isNotEqualTo(first);
        assertThat(found(first)).isEqualTo(found(second)).isEqualTo(created.path("id").asString());
        var shown = json(call(GET, path)).path("previous");
        assertThat(shown.path("value").stringValue()).isEqualTo(first);

        String third = rotated(path, "{\"overlap\":0}");
        assertThat(tokens.find(first).blockOptional()).isEmpty();
        assertThat(tokens.find(second).blockOptional()).isEmpty();
        assertThat(found(third)).isEqualTo(created.path("id").asString());

        call(PATCH, path, "{\"enabled\":false}").expectStatus().isOk();
        assertThat(tokens.find(third).blockOptional().orElseThrow().enabled()).isFalse();
        call(POST, path + "/rotate", "{\"overlap\":-1}").expectStatus().isEqualTo(422);
    }

    @Test
    void disablesBothValues() {
        var created = create("{\"name\":\"a\"}");
        String path = "/v1/tokens/" + created.path("id").stringValue();
        String second = rotated(path, "{}");
        String first = created.path("value").stringValue();
        assertThat(found(first)).isEqualTo(found(second));

        call(PATCH, path, "{\"enabled\":false}").expectStatus().isOk();

        assertThat(tokens.find(first).blockOptional().orElseThrow().enabled()).isFalse();
        call(DELETE, path).expectStatus().isNoContent();
        assertThat(tokens.find(first).blockOptional()).isEmpty();
        assertThat(tokens.find(second).blockOptional()).isEmpty();
    }

    private String found(String value) {
        return tokens.find(value).blockOptional().orElseThrow().id();
    }

    private String rotated(String path, String body) {
        return json(call(POST, path + "/rotate", body).expectStatus().isOk())
                .path("value")
                .stringValue();
    }

    private List<String> listed(String path) {
        return json(call(GET, path).expectStatus().isOk()).path("items").values().stream()
                .map(one -> one.path("ip").stringValue())
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"state\":\"blocked\"}",
                "{\"state\":\"temporarily_blocked\"}",
                "{\"state\":\"temporarily_blocked\",\"blockedUntil\":\"2000-01-01T00:00:00Z\"}",
                "{\"state\":\"normal\",\"blockedUntil\":\"2999-01-01T00:00:00Z\"}",
                "{\"state\":\"normal\",\"hits\":1}"
            })
    void refusesOtherStates(String body) {
        String id = create("{\"name\":\"a\"}").path("id").stringValue();

        call(PUT, "/v1/tokens/" + id + "/ips/203.0.113.7", body).expectStatus().isEqualTo(422);
    }

    @ParameterizedTest
    @ValueSource(strings = {"203.0.113", "203.0.113.0%2F24", "x", "%00", "1.2.3.4%27"})
    void refusesWhatIsNoAddress(String ip) {
        String id = create("{\"name\":\"a\"}").path("id").stringValue();

        as(adminKey)
                .get()
                .uri(URI.create(base() + "/v1/tokens/" + id + "/ips/" + ip))
                .exchange()
                .expectStatus()
                .is4xxClientError();
    }

    private void state(HttpMethod method, String path, String set, String ip, String state) {
        var answer =
                set.isEmpty()
                        ? call(method, path)
                        : call(method, path, "{\"state\":\"" + set + "\"}");
        answer.expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.ip")
                .isEqualTo(ip)
                .jsonPath("$.state")
                .isEqualTo(state);
    }

    private JsonNode create(String body) {
        return json(call(POST, "/v1/tokens", body).expectStatus().isCreated());
    }
}
