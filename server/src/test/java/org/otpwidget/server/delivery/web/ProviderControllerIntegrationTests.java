package org.otpwidget.server.delivery.web;

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

import tools.jackson.databind.JsonNode;

class ProviderControllerIntegrationTests extends RunningServer {

    private static final String SMTP =
            """
            {"kind":"smtp","name":"Mail","settings":{"host":"mail.shop.example","from":"a@shop.example",
             "user":"ann","password":"hush-hush","port":"25"}}
            """;

    @Test
    void listsKindsWithTheirForms() {
        JsonNode kinds = json(call(GET, "/v1/provider-kinds")).path("items");

        assertThat(kinds.findValuesAsString("name")).contains("smtp", "http");
        JsonNode smtp =
                kinds.valueStream()
                        .filter(kind -> kind.path("name").asString().equals("smtp"))
                        .findFirst()
                        .orElseThrow();
        assertThat(smtp.path("channels").toString()).isEqualTo("[\"email\"]");
        assertThat(smtp.path("fields").toString())
                .contains("{\"name\":\"password\",\"label\":\"Password\",\"type\":\"secret\"");
    }

    @Test
    void keepsAndChangesAProvider() {
        JsonNode made = json(call(POST, "/v1/providers", SMTP));
        String path = "/v1/providers/" + made.path("id").asString();

        assertThat(made.toString()).doesNotContain("hush");
        assertThat(made.path("channel").asString()).isEqualTo("email");
        assertThat(made.path("secrets").toString()).isEqualTo("[\"password\"]");
        assertThat(made.path("settings").toString())
                .isEqualTo(
                        "{\"from\":\"a@shop.example\",\"host\":\"mail.shop.example\","
                                + "\"port\":\"25\",\"user\":\"ann\"}");
        assertThat(made.path("breaker").asString()).isEqualTo("closed");
        assertThat(made.path("receiptUrl").asString())
                .endsWith("/receipts/" + made.path("id").asString());

        JsonNode changed =
                json(
                        call(
                                PATCH,
                                path,
                                "{\"enabled\":false,\"settings\":{\"from\":\"b@shop.example\"}}"));
        assertThat(changed.path("enabled").asBoolean()).isFalse();
        assertThat(changed.path("settings").path("from").asString()).isEqualTo("b@shop.example");
        assertThat(changed.path("secrets").toString()).isEqualTo("[\"password\"]");

        JsonNode list = json(call(GET, "/v1/providers")).path("items");
        assertThat(list.size()).isEqualTo(1);
        assertThat(list.get(0)).isEqualTo(json(call(GET, path)));

        call(DELETE, path).expectStatus().isNoContent();
        call(GET, path).expectStatus().isNotFound();
        call(DELETE, path).expectStatus().isNotFound();
    }

    @Test
    void showsNoProviderOfAnotherAccount() {
        String id = json(call(POST, "/v1/providers", SMTP)).path("id").asString();
        var other = as(newKey(newAccount(), Scope.ADMIN));

        other.get().uri("/v1/providers/" + id).exchange().expectStatus().isNotFound();
        other.get()
                .uri("/v1/providers")
                .exchange()
                .expectBody()
                .jsonPath("$.items.length()")
                .isEqualTo(0);
        other.delete().uri("/v1/providers/" + id).exchange().expectStatus().isNotFound();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "kind | {'kind':'pigeon','name':'P'}",
                "channel | {'kind':'http','name':'P','settings':{'url':'https://a.example'}}",
                "channel |"
                    + " {'kind':'smtp','channel':'sms','name':'P','settings':{'host':'h','from':'a@b.example'}}",
                "settings.host | {'kind':'smtp','name':'P','settings':{'from':'a@b.example'}}",
                "settings.host | {'kind':'smtp','name':'P'}",
                "settings.from |"
                        + " {'kind':'smtp','name':'P','settings':{'host':'h','from':'nobody'}}",
                "settings.port |"
                    + " {'kind':'smtp','name':'P','settings':{'host':'h','from':'a@b.example','port':'0'}}",
                "settings.port |"
                    + " {'kind':'smtp','name':'P','settings':{'host':'h','from':'a@b.example','port':25}}",
                "settings.password |"
                    + " {'kind':'smtp','name':'P','settings':{'host':'h','from':'a@b.example','user':'u'}}",
                "settings.what |"
                    + " {'kind':'smtp','name':'P','settings':{'host':'h','from':'a@b.example','what':'u'}}",
                "countries |"
                    + " {'kind':'http','channel':'sms','countries':['XX'],'name':'P','settings':{'url':'https://a.example'}}",
                "countries |"
                    + " {'kind':'smtp','countries':['IN'],'name':'P','settings':{'host':'h','from':'a@b.example'}}",
                "settings.headers |"
                    + " {'kind':'http','channel':'sms','name':'P','settings':{'url':'https://a.example','headers':'host:"
                    + " b'}}",
                "settings.url |"
                    + " {'kind':'http','channel':'sms','name':'P','settings':{'url':'ftp://a.example'}}",
            })
    void refusesWhatCannotWork(String field, String body) {
        call(POST, "/v1/providers", body.replace('\'', '"'))
                .expectStatus()
                .isEqualTo(422)
                .expectBody()
                .jsonPath("$.errors[0].field")
                .isEqualTo(field);
    }

    /** Whoever has a leaked authkey learns no secret by having it sent to a server of theirs. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "'host':'mail.thief.example'",
                "'port':null",
                "'encryption':'none'",
                "'verify':'false'"
            })
    void demandsTheSecretsOfAnotherAddress(String settings) {
        String path =
                "/v1/providers/" + json(call(POST, "/v1/providers", SMTP)).path("id").asString();
        String change = settings.replace('\'', '"');

        call(PATCH, path, "{\"settings\":{" + change + "}}")
                .expectStatus()
                .isEqualTo(422)
                .expectBody()
                .jsonPath("$.errors.length()")
                .isEqualTo(1)
                .jsonPath("$.errors[0].field")
                .isEqualTo("settings.password");
        call(PATCH, path, "{\"settings\":{\"password\":\"hush-hush\"," + change + "}}")
                .expectStatus()
                .isOk();
    }

    @Test
    void takesTheSameAddressForTheSame() {
        String path =
                "/v1/providers/" + json(call(POST, "/v1/providers", SMTP)).path("id").asString();

        call(
                        PATCH,
                        path,
                        """
                        {"settings":{"host":"mail.shop.example","port":"25","encryption":"starttls"}}
                        """)
                .expectStatus()
                .isOk();
    }

    @Test
    void keepsKindAndChannel() {
        String id = json(call(POST, "/v1/providers", SMTP)).path("id").asString();

        call(PATCH, "/v1/providers/" + id, "{\"kind\":\"http\",\"settings\":null}")
                .expectStatus()
                .isEqualTo(422);
    }
}
