package org.otpwidget.server.credential.web;

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
import org.otpwidget.server.credential.Authkey.Scope;
import org.otpwidget.server.credential.AuthkeyForm;
import org.otpwidget.server.form.PageQuery;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import tools.jackson.databind.JsonNode;

import java.time.Duration;
import java.time.Instant;

class AuthkeyControllerIntegrationTests extends RunningServer {

    private static final String ADMIN = "{\"name\":\"Second\",\"scopes\":[\"admin\"]}";

    @Test
    void showsTheKeyOnceOnly() {
        var created = create(ADMIN);
        String key = created.path("key").stringValue();
        assertThat(key).matches("ak_[A-Za-z0-9_-]{43}");
        assertThat(created.path("hint").stringValue()).isEqualTo(key.substring(0, 7));

        String list = json(call(GET, "/v1/authkeys")).toString();
        String one = json(call(GET, path(created))).toString();
        String patched = json(call(PATCH, path(created), "{\"name\":\"b\"}")).toString();
        assertThat(list + one + patched).doesNotContain(key, "key_hash", "\"key\"");
        as(key).get().uri("/v1/authkeys").exchange().expectStatus().isOk();
    }

    @Test
    void createsReadsChangesAndDeletes() {
        var created =
                create(
                        """
                        {"name":"Backend","ipWhitelist":["203.0.113.0/24","2001:DB8::/32"],"expiresAt":"2999-01-01T00:00:00Z"}
                        """);
        assertThat(created.path("scopes").toString()).isEqualTo("[\"verify\"]");
        assertThat(created.path("ipWhitelist").toString())
                .isEqualTo("[\"203.0.113.0/24\",\"2001:db8::/32\"]");
        assertThat(created.path("lastUsedAt").isNull()).isTrue();

        var changed = json(call(PATCH, path(created), "{\"expiresAt\":null,\"enabled\":false}"));
        assertThat(changed.path("expiresAt").isNull()).isTrue();
        assertThat(changed.path("enabled").booleanValue()).isFalse();
        assertThat(changed.path("ipWhitelist")).isEqualTo(created.path("ipWhitelist"));
        call(DELETE, path(created)).expectStatus().isNoContent();
        call(GET, path(created)).expectStatus().isNotFound();
        call(DELETE, path(created)).expectStatus().isNotFound();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "name        | {}",
                "scopes      | {\"name\":\"a\",\"scopes\":[]}",
                "scopes      | {\"name\":\"a\",\"scopes\":[\"root\"]}",
                "scopes      | {\"name\":\"a\",\"scopes\":\"admin\"}",
                "ipWhitelist | {\"name\":\"a\",\"ipWhitelist\":[\"*\"]}",
                "ipWhitelist | {\"name\":\"a\",\"ipWhitelist\":[\"10.0.0.0/33\"]}",
                "expiresAt   | {\"name\":\"a\",\"expiresAt\":\"soon\"}",
                "expiresAt   | {\"name\":\"a\",\"expiresAt\":1893456000}",
                "expiresAt   | {\"name\":\"a\",\"expiresAt\":\"+999999999-01-01T00:00:00Z\"}",
                "key         | {\"name\":\"a\",\"key\":\"ak_mine\"}"
            })
    void saysWhichFieldIsWrong(String field, String body) {
        call(POST, "/v1/authkeys", body)
                .expectStatus()
                .isEqualTo(422)
                .expectBody()
                .jsonPath("$.errors[?(@.field=='" + field + "')].message")
                .isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"enabled\":false}",
                "{\"scopes\":[\"verify\"]}",
                "{\"scopes\":null}",
                "{\"expiresAt\":\"2000-01-01T00:00:00Z\"}"
            })
    void keepsTheLastAdminKey(String change) {
        create("{\"name\":\"No admin\",\"scopes\":[\"verify\"]}");
        var other = create(ADMIN);
        call(PATCH, path(other), change).expectStatus().isOk();

        String mine = "/v1/authkeys/" + ownId();
        call(PATCH, mine, change)
                .expectStatus()
                .isEqualTo(409)
                .expectBody()
                .jsonPath("$.detail")
                .isEqualTo(
                        "This is the account's last admin authkey: make another one with scope"
                                + " admin first.");
        call(DELETE, mine).expectStatus().isEqualTo(409);
        call(GET, mine).expectStatus().isOk();
    }

    @Test
    void keepsOneOfTwoAdminKeysThatAreDeletedAtOnce() {
        for (int round = 0; round < 10; round++) {
            long account = newAccount();
            newKey(account, Scope.ADMIN);
            newKey(account, Scope.ADMIN);
            var deleted =
                    authkeys.list(account, new PageQuery(10, null))
                            .flatMapIterable(page -> page.items())
                            .flatMap(
                                    key ->
                                            authkeys.delete(account, key.id())
                                                    .onErrorResume(refused -> Mono.empty()))
                            .collectList()
                            .blockOptional()
                            .orElseThrow();

            assertThat(deleted).hasSize(1);
        }
    }

    @Test
    void rotatesWithAnOverlap() {
        var old =
                create(
                        "{\"name\":\"Backend\",\"scopes\":[\"admin\"],\"ipWhitelist\":[\"0.0.0.0/0\"]}");
        var successor =
                json(
                        call(POST, path(old) + "/rotate", "{\"overlap\":3600}")
                                .expectStatus()
                                .isCreated());
        assertThat(successor.path("key").stringValue()).isNotEqualTo(old.path("key").stringValue());
        assertThat(successor.path("name")).isEqualTo(old.path("name"));
        assertThat(successor.path("scopes")).isEqualTo(old.path("scopes"));
        assertThat(successor.path("ipWhitelist")).isEqualTo(old.path("ipWhitelist"));
        assertThat(successor.path("expiresAt").isNull()).isTrue();

        var ends = Instant.parse(json(call(GET, path(old))).path("expiresAt").stringValue());
        assertThat(ends)
                .isBetween(Instant.now().plusSeconds(3500), Instant.now().plusSeconds(3600));
        as(old.path("key").stringValue()).get().uri("/v1/tokens").exchange().expectStatus().isOk();
        as(successor.path("key").stringValue())
                .get()
                .uri("/v1/tokens")
                .exchange()
                .expectStatus()
                .isOk();
    }

    @Test
    void rotatesAtOnceWithoutAnOverlap() {
        var old = create(ADMIN);
        call(POST, path(old) + "/rotate", "{\"overlap\":0}").expectStatus().isCreated();

        as(old.path("key").stringValue())
                .get()
                .uri("/v1/tokens")
                .exchange()
                .expectStatus()
                .isUnauthorized();
        call(POST, path(old) + "/rotate").expectStatus().isEqualTo(409);
    }

    @Test
    void givesTheSuccessorALifeOfTheSameLength() {
        var old = create("{\"name\":\"a\",\"expiresAt\":\"2999-01-01T00:00:00Z\"}");
        var successor = json(call(POST, path(old) + "/rotate"));
        var life = Duration.between(time(successor, "createdAt"), time(successor, "expiresAt"));

        assertThat(life)
                .isCloseTo(
                        Duration.between(time(old, "createdAt"), time(old, "expiresAt")),
                        Duration.ofSeconds(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"overlap\":-1}", "{\"overlap\":\"1h\"}", "{\"grace\":1}"})
    void refusesOtherOverlaps(String body) {
        call(POST, path(create(ADMIN)) + "/rotate", body).expectStatus().isEqualTo(422);
    }

    @Test
    void makesManyKeysAtOnce() {
        var keys =
                Flux.range(0, 32)
                        .flatMap(i -> authkeys.create(accountId, AuthkeyForm.of("a", Scope.VERIFY)))
                        .map(made -> made.key())
                        .collectList()
                        .blockOptional()
                        .orElseThrow();

        assertThat(keys).doesNotHaveDuplicates().hasSize(32);
    }

    private String ownId() {
        return authkeys.find(adminKey).blockOptional().orElseThrow().id();
    }

    private JsonNode create(String body) {
        return json(call(POST, "/v1/authkeys", body).expectStatus().isCreated());
    }

    private static String path(JsonNode authkey) {
        return "/v1/authkeys/" + authkey.path("id").stringValue();
    }

    private static Instant time(JsonNode authkey, String field) {
        return Instant.parse(authkey.path(field).stringValue());
    }
}
