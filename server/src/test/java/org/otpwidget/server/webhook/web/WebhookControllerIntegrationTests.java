package org.otpwidget.server.webhook.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.PATCH;
import static org.springframework.http.HttpMethod.POST;

import com.standardwebhooks.exceptions.WebhookVerificationException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.otpwidget.server.LogWatch;
import org.otpwidget.server.RunningServer;
import org.otpwidget.server.credential.Authkey.Scope;
import org.otpwidget.server.delivery.provider.VendorStandIn;
import org.otpwidget.server.delivery.provider.VendorStandIn.Reply;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;

import tools.jackson.databind.JsonNode;

import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;

class WebhookControllerIntegrationTests extends RunningServer {

    private final VendorStandIn shop = new VendorStandIn();

    @Autowired private DatabaseClient database;

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void keepsAndChangesAWebhook() {
        JsonNode made = made("{'name':'Shop','url':'%s','events':['verification.verified']}");
        String path = "/v1/webhooks/" + made.path("id").asString();
        assertThat(made.path("secret").asString()).matches("whsec_[A-Za-z0-9+/]{43}=");
        assertThat(made.path("events").toString()).isEqualTo("[\"verification.verified\"]");

        JsonNode changed =
                json(call(PATCH, path, "{\"enabled\":false,\"events\":null,\"name\":\"Till\"}"));

        assertThat(changed.path("enabled").asBoolean()).isFalse();
        assertThat(changed.path("events").size()).isEqualTo(7);
        assertThat(changed.path("url")).isEqualTo(made.path("url"));
        assertThat(json(call(GET, path))).isEqualTo(changed);
        JsonNode list = json(call(GET, "/v1/webhooks")).path("items");
        assertThat(list.size()).isEqualTo(1);
        assertThat(list.get(0)).isEqualTo(changed);
        assertThat(changed.toString()).doesNotContain("whsec_", "secret\"");
        call(DELETE, path).expectStatus().isNoContent();
        call(GET, path).expectStatus().isNotFound();
        call(DELETE, path).expectStatus().isNotFound();
    }

    @Test
    void keepsSecretsSealed() {
        JsonNode made = made("{'name':'Shop','url':'%s'}");
        byte[] secret =
                Base64.getDecoder()
                        .decode(made.path("secret").asString().substring("whsec_".length()));

        byte[] kept =
                Objects.requireNonNull(
                        database.sql("SELECT secret FROM webhook WHERE id = :id")
                                .bind("id", made.path("id").asString())
                                .map(row -> Objects.requireNonNull(row.get(0, byte[].class)))
                                .one()
                                .block());

        assertThat(HexFormat.of().formatHex(kept))
                .hasSizeGreaterThan(2 * secret.length)
                .doesNotContain(HexFormat.of().formatHex(secret));
    }

    @Test
    void sendsATestEventThatTheLibraryAccepts() throws Exception {
        shop.answers(Reply.json(202, "{}"));
        JsonNode made = made("{'name':'Shop','url':'%s','enabled':false}");

        JsonNode trial = json(call(POST, path(made, "/test")));

        assertThat(trial.path("outcome").asString()).isEqualTo("delivered");
        assertThat(trial.path("status").asInt()).isEqualTo(202);
        verify(made);
        assertThat(shop.lastRequest().json().path("type").asString()).isEqualTo("webhook.test");
        shop.answers(Reply.json(404, "{}"));
        assertThat(json(call(POST, path(made, "/test"))).path("outcome").asString())
                .isEqualTo("failed");
    }

    @Test
    void signsWithANewSecretAfterARotation() throws Exception {
        shop.answers(Reply.json(200, "{}"));
        JsonNode old = made("{'name':'Shop','url':'%s'}");

        JsonNode rotated = noted(json(call(POST, path(old, "/rotate"))));

        assertThat(rotated.path("secret")).isNotEqualTo(old.path("secret"));
        assertThat(Instant.parse(rotated.path("previousSecretUntil").asString()))
                .isAfter(Clock.systemUTC().instant());
        call(POST, path(old, "/test")).expectStatus().isOk();
        verify(rotated);
        verify(old);
    }

    @Test
    void listsDeliveriesNewestFirstAndReplaysThem() throws Exception {
        shop.answers(Reply.json(200, "{}"));
        JsonNode made = made("{'name':'Shop','url':'%s'}");
        String older = failed(made, "66f1a2b3");
        String newer = failed(made, "66f1a2b4");

        JsonNode page = json(call(GET, path(made, "/deliveries?limit=1&status=failed")));
        assertThat(page.path("items").get(0).path("id").asString()).isEqualTo(newer);
        assertThat(page.path("items").get(0).at("/body/data/reqId").asString()).isEqualTo("r");
        JsonNode rest =
                json(call(GET, path(made, "/deliveries?after=" + page.path("next").asString())));
        assertThat(rest.path("items").get(0).path("id").asString()).isEqualTo(older);
        assertThat(rest.path("next").isNull()).isTrue();

        call(POST, path(made, "/deliveries/" + older + "/replay"))
                .expectStatus()
                .isAccepted()
                .expectBody()
                .jsonPath("$.status")
                .isEqualTo("pending");

        await().until(() -> shop.requests().size() == 1);
        assertThat(shop.lastRequest().header("webhook-id")).isEqualTo(older);
        verify(made);
        await().until(
                        () ->
                                json(call(GET, path(made, "/deliveries?status=delivered")))
                                                .path("items")
                                                .size()
                                        == 1);
        call(POST, path(made, "/deliveries/nothing/replay")).expectStatus().isNotFound();
        call(GET, path(made, "/deliveries?status=lost")).expectStatus().isEqualTo(422);
        call(PATCH, path(made, ""), "{\"enabled\":false}").expectStatus().isOk();
        call(POST, path(made, "/deliveries/" + newer + "/replay")).expectStatus().isEqualTo(409);
    }

    @Test
    void keepsWebhooksToTheirAccount() {
        JsonNode made = made("{'name':'Shop','url':'%s'}");
        String delivery = failed(made, "66f1a2b3");
        var other = as(newKey(newAccount(), Scope.ADMIN));
        var reader = as(newKey(accountId, Scope.VERIFY));

        for (String way : List.of("", "/deliveries")) {
            other.get().uri(path(made, way)).exchange().expectStatus().isNotFound();
            reader.get().uri(path(made, way)).exchange().expectStatus().isForbidden();
        }
        for (String way : List.of("/test", "/rotate", "/deliveries/" + delivery + "/replay")) {
            other.post().uri(path(made, way)).exchange().expectStatus().isNotFound();
            reader.post().uri(path(made, way)).exchange().expectStatus().isForbidden();
        }
        other.delete().uri(path(made, "")).exchange().expectStatus().isNotFound();
        assertThat(shop.requests()).isEmpty();
    }

    @Test
    void refusesMoreThanTwenty() {
        for (int n = 0; n < 20; n++) {
            made("{'name':'Shop','url':'%s'}");
        }
        call(POST, "/v1/webhooks", body("{'name':'Shop','url':'%s'}"))
                .expectStatus()
                .isEqualTo(409);
    }

    private JsonNode made(String body) {
        return noted(json(call(POST, "/v1/webhooks", body(body)).expectStatus().isCreated()));
    }

    private String body(String text) {
        return text.formatted(shop.url()).replace('\'', '"');
    }

    private static JsonNode noted(JsonNode made) {
        LogWatch.secret(made.path("secret").asString());
        return made;
    }

    private static String path(JsonNode webhook, String rest) {
        return "/v1/webhooks/" + webhook.path("id").asString() + rest;
    }

    /** A delivery that was given up, of a moment. */
    private String failed(JsonNode webhook, String second) {
        String id = second + UUID.randomUUID().toString().replace("-", "").substring(0, 16);
        database.sql(
                        """
                        INSERT INTO webhook_delivery (id, webhook_id, event, body, status, attempts,
                                                      due_at, created_at, finished_at)
                        VALUES (:id, :webhook, 'verification.sent', '{"data":{"reqId":"r"}}',
                                'failed', 10, :now, :now, :now)
                        """)
                .bind("id", id)
                .bind("webhook", webhook.path("id").asString())
                .bind("now", Clock.systemUTC().instant())
                .then()
                .block();
        return id;
    }

    /** The published library accepts the last call. */
    private void verify(JsonNode webhook) throws WebhookVerificationException {
        var request = shop.lastRequest();
        new com.standardwebhooks.Webhook(webhook.path("secret").asString())
                .verify(
                        request.body(),
                        request.headers().entrySet().stream()
                                .collect(
                                        Collectors.toMap(
                                                header -> header.getKey(),
                                                header -> List.of(header.getValue()))));
    }
}
