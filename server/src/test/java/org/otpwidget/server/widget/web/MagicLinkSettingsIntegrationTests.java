package org.otpwidget.server.widget.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.http.HttpMethod.PATCH;
import static org.springframework.http.HttpMethod.POST;

import org.junit.jupiter.api.Test;
import org.otpwidget.server.RunningServer;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

import tools.jackson.databind.JsonNode;

import java.util.List;

/** What a widget with magic links may be, over HTTP. */
class MagicLinkSettingsIntegrationTests extends RunningServer {

    @Test
    void takesATemplateWithALinkAndNoOther() {
        assertThat(refused(widget(template("##OTP##"), "https://a.example/in")))
                .containsExactly("templates.email.templateId");
        JsonNode made = json(widget(template("##LINK##"), "https://a.example/in"));
        assertThat(made.path("matchCode").asBoolean()).isTrue();

        assertThat(
                        refused(
                                call(
                                        PATCH,
                                        "/v1/widgets/" + made.path("id").asString(),
                                        "{\"verificationType\":\"otp\"}")))
                .containsExactly("templates.email.templateId");
    }

    @Test
    void leadsToTheAccountsOriginsOnlyWhereItsTokensListAny() {
        String template = template("##LINK##");
        String id = json(widget(template, "https://anywhere.example/in")).path("id").asString();
        token("https://shop.example");
        token("http://localhost:3000");
        assertThat(refused(widget(template, "https://evil.example/in")))
                .containsExactly("redirectUrl");
        assertThat(refused(widget(template, "https://shop.example:8443/in")))
                .containsExactly("redirectUrl");
        widget(template, "https://SHOP.example:443/in?x=1").expectStatus().isCreated();
        widget(template, "http://localhost:3000/").expectStatus().isCreated();

        // What was there before stays changeable, but not its address.
        call(PATCH, "/v1/widgets/" + id, "{\"enabled\":false}").expectStatus().isOk();
        assertThat(
                        refused(
                                call(
                                        PATCH,
                                        "/v1/widgets/" + id,
                                        "{\"redirectUrl\":\"https://evil.example\"}")))
                .containsExactly("redirectUrl");
    }

    @Test
    void aPreviewShowsALinkThatCanBeFollowed() {
        String body =
                "{\"template\":{\"name\":\"a\",\"channel\":\"email\",\"variants\":%s}}"
                        .formatted(variants("##LINK##"));
        JsonNode preview = json(call(POST, "/v1/templates/preview", body).expectStatus().isOk());
        assertThat(preview.path("text").asString()).startsWith("https://otp.example/l/");
        assertThat(preview.path("html").asString())
                .contains("href='" + preview.path("text").asString().strip() + "'");
        assertThat(preview.path("findings")).isEmpty();
    }

    @Test
    void aPreviewOfAnSmsWithALinkHasNoOriginLine() {
        String body =
                """
                {"template":{"name":"a","channel":"sms","variants":{"en":{"text":"Open ##LINK##"}}},
                 "host":"shop.example"}
                """;
        JsonNode preview = json(call(POST, "/v1/templates/preview", body).expectStatus().isOk());
        assertThat(preview.path("text").asString()).doesNotContain("@shop.example");
    }

    private String template(String carrier) {
        String body =
                "{\"name\":\"a\",\"channel\":\"email\",\"variants\":%s}"
                        .formatted(variants(carrier));
        return json(call(POST, "/v1/templates", body).expectStatus().isCreated())
                .path("id")
                .asString();
    }

    private static String variants(String carrier) {
        return """
        {"en":{"subject":"Log in","text":"%s","html":"<a href='%s'>%s</a>"}}
        """
                .formatted(carrier, carrier, carrier);
    }

    private ResponseSpec widget(String template, String redirect) {
        return call(
                POST,
                "/v1/widgets",
                """
                {"name":"a","contactPoint":"email","verificationType":"magicLink","redirectUrl":"%s",
                 "templates":{"email":{"templateId":"%s"}}}
                """
                        .formatted(redirect, template));
    }

    private void token(String origin) {
        call(POST, "/v1/tokens", "{\"name\":\"a\",\"origins\":[\"" + origin + "\"]}")
                .expectStatus()
                .isCreated();
    }

    private static List<String> refused(ResponseSpec answer) {
        return json(answer.expectStatus().isEqualTo(422))
                .path("errors")
                .findValuesAsString("field");
    }
}
