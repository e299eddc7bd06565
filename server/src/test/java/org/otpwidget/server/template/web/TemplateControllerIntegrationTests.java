package org.otpwidget.server.template.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.PATCH;
import static org.springframework.http.HttpMethod.POST;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.otpwidget.server.HostileBody;
import org.otpwidget.server.HostileInputs;
import org.otpwidget.server.RunningServer;
import org.otpwidget.server.credential.Authkey.Scope;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

import tools.jackson.databind.JsonNode;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

class TemplateControllerIntegrationTests extends RunningServer {

    private static final String SMS =
            "{\"name\":\"Login\",\"channel\":\"sms\",\"sender\":\"SHOPIN\",\"variants\":{\"en\":{\"text\":\"##OTP##"
                + " for ##NAME##\"}}}";

    private static final int LARGEST_BODY = 200_000;

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    static Stream<HostileBody> hostileTemplates() {
        return Stream.concat(
                readableBodies(),
                HostileInputs.eachFieldOf(
                        Map.of(
                                "name",
                                "\"a\"",
                                "channel",
                                "\"email\"",
                                "sender",
                                "\"Shop\"",
                                "defaultLanguage",
                                "\"en\"",
                                "variants",
                                "{\"en\":{\"subject\":\"s\",\"text\":\"##OTP##\"}}")));
    }

    static Stream<HostileBody> hostilePreviews() {
        return Stream.concat(
                readableBodies(),
                HostileInputs.eachFieldOf(
                        Map.of(
                                "channel", "\"sms\"",
                                "language", "\"en\"",
                                "widgetName", "\"Shop\"",
                                "otp", "\"482913\"",
                                "host", "\"shop.example\"",
                                "minutes", "10",
                                "maxSegments", "2",
                                "values", "{\"NAME\":\"Ann\"}")));
    }

    /** The server hangs up on larger ones, which a client may notice before it has the answer. */
    private static Stream<HostileBody> readableBodies() {
        return HostileInputs.bodies().filter(body -> body.bytes().length < LARGEST_BODY);
    }

    @Test
    void createsReadsChangesListsAndDeletes() {
        var created = json(call(POST, "/v1/templates", SMS).expectStatus().isCreated());
        String path = "/v1/templates/" + id(created);
        assertThat(id(created)).matches("[0-9a-f]{24}");
        assertThat(created.path("channel").stringValue()).isEqualTo("sms");
        assertThat(created.path("defaultLanguage").stringValue()).isEqualTo("en");
        assertThat(created.path("variables").toString()).isEqualTo("[\"NAME\"]");
        assertThat(created.has("accountId")).isFalse();

        assertThat(json(call(GET, path).expectStatus().isOk())).isEqualTo(created);
        String patch =
                "{\"sender\":null,\"variants\":{\"hi\":{\"text\":\"##OTP##"
                        + " ##VAR1##\"},\"en\":{\"dltTemplateId\":\"1107\"}}}";
        var changed = json(call(PATCH, path, patch).expectStatus().isOk());
        assertThat(changed.path("sender").isNull()).isTrue();
        assertThat(changed.at("/variants/en/text").stringValue()).isEqualTo("##OTP## for ##NAME##");
        assertThat(changed.at("/variants/en/dltTemplateId").stringValue()).isEqualTo("1107");
        assertThat(changed.path("variables").toString()).isEqualTo("[\"NAME\",\"VAR1\"]");
        assertThat(json(call(GET, "/v1/templates")).path("items").path(0)).isEqualTo(changed);

        call(DELETE, path).expectStatus().isNoContent();
        call(GET, path).expectStatus().isNotFound();
        call(DELETE, path).expectStatus().isNotFound();
    }

    @Test
    void keepsTheChannel() {
        String path = "/v1/templates/" + newTemplate();
        assertThat(fields(call(PATCH, path, "{\"channel\":\"voice\"}"))).containsExactly("channel");
        assertThat(json(call(GET, path)).path("channel").stringValue()).isEqualTo("sms");
    }

    @Test
    void showsNothingOfOtherAccounts() {
        String path = "/v1/templates/" + newTemplate();
        var stranger = as(newKey(newAccount(), Scope.ADMIN));

        stranger.get().uri(path).exchange().expectStatus().isNotFound();
        stranger.delete().uri(path).exchange().expectStatus().isNotFound();
        stranger.patch()
                .uri(path)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{\"name\":\"mine\"}")
                .exchange()
                .expectStatus()
                .isNotFound();
        stranger.post()
                .uri("/v1/templates/preview")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{\"templateId\":\"" + path.substring(14) + "\"}")
                .exchange()
                .expectStatus()
                .isNotFound()
                .expectBody()
                .jsonPath("$.detail")
                .isEqualTo("No such template.");
        stranger.get().uri("/v1/templates").exchange().expectBody().jsonPath("$.items").isEmpty();
        assertThat(json(call(GET, path)).path("name").stringValue()).isEqualTo("Login");
    }

    @Test
    void aTemplateInUseIsNotDeleted() {
        String template = newTemplate();
        String widget = id(json(widget(template, "").expectStatus().isCreated()));
        for (int more = 0; more < 3; more++) {
            widget(template, "").expectStatus().isCreated();
        }
        call(DELETE, "/v1/templates/" + template)
                .expectStatus()
                .isEqualTo(409)
                .expectBody()
                .jsonPath("$.reason")
                .isEqualTo("conflict")
                .jsonPath("$.detail")
                .value(
                        String.class,
                        detail -> assertThat(detail).contains("in use", "Front door", "1 more"));

        call(GET, "/v1/templates/" + template).expectStatus().isOk();
        assertThat(id(json(call(GET, "/v1/widgets/" + widget)))).isEqualTo(widget);
    }

    @Test
    void aTemplateThatIsNoLongerUsedIsDeleted() {
        String template = newTemplate();
        String widget = id(json(widget(template, "").expectStatus().isCreated()));
        call(PATCH, "/v1/widgets/" + widget, "{\"templates\":null}").expectStatus().isOk();

        call(DELETE, "/v1/templates/" + template).expectStatus().isNoContent();
    }

    @Test
    void ofADeletionAndAChoiceAtOnceOneWins() {
        for (int round = 0; round < 10; round++) {
            String template = newTemplate();
            var statuses = new ArrayList<Integer>();
            IntStream.range(0, 2)
                    .parallel()
                    .mapToObj(
                            n ->
                                    n == 0
                                            ? status(call(DELETE, "/v1/templates/" + template))
                                            : status(widget(template, "")))
                    .toList()
                    .forEach(statuses::add);

            assertThat(statuses).isIn(List.of(204, 422), List.of(409, 201));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0123456789abcdef01234567", "x", "' OR '1'='1"})
    void aWidgetRefusesTemplatesThatAreNotThere(String template) {
        assertThat(fields(widget(template, ""))).containsExactly("templates.sms.templateId");
    }

    @Test
    void aWidgetRefusesTemplatesOfOthersAndOfOtherChannels() {
        String mine = newTemplate();
        String widget = id(json(widget(mine, "").expectStatus().isCreated()));
        var stranger = as(newKey(newAccount(), Scope.ADMIN));
        stranger.post()
                .uri("/v1/widgets")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(widgetBody("sms", mine, ""))
                .exchange()
                .expectStatus()
                .isEqualTo(422)
                .expectBody()
                .jsonPath("$.errors[0].message")
                .value(String.class, message -> assertThat(message).contains("no such template"));

        assertThat(fields(call(POST, "/v1/widgets", widgetBody("whatsapp", mine, ""))))
                .containsExactly("templates.whatsapp.templateId");
        String other = "{\"templates\":{\"email\":{\"templateId\":\"" + mine + "\"}}}";
        assertThat(fields(call(PATCH, "/v1/widgets/" + widget, other)))
                .containsExactly("templates.email.templateId");
    }

    @Test
    void aWidgetRefusesToMapVariablesThatTheTemplateLacks() {
        String template = newTemplate();
        widget(template, ",\"variables\":{\"NAME\":\"VAR1\"},\"defaults\":{\"NAME\":\"you\"}")
                .expectStatus()
                .isCreated();

        assertThat(fields(widget(template, ",\"variables\":{\"NMAE\":\"VAR1\"}")))
                .containsExactly("templates.sms.variables.NMAE");
        assertThat(fields(widget(template, ",\"defaults\":{\"OTP\":\"1\"}")))
                .containsExactly("templates.sms.defaults.OTP");
    }

    @Test
    void aWidgetCanBeDisabledWhateverBecameOfItsTemplate() {
        String template = newTemplate();
        String widget =
                id(
                        json(
                                widget(template, ",\"variables\":{\"NAME\":\"VAR1\"}")
                                        .expectStatus()
                                        .isCreated()));
        call(PATCH, "/v1/templates/" + template, "{\"variants\":{\"en\":{\"text\":\"##OTP##\"}}}")
                .expectStatus()
                .isOk();

        call(PATCH, "/v1/widgets/" + widget, "{\"enabled\":false}").expectStatus().isOk();
    }

    @Test
    void previewsAnUnsavedSms() {
        var preview =
                preview(
                        "{\"template\":"
                                + SMS
                                + ",\"host\":\"shop.example\",\"values\":{\"NAME\":\"Ann {A}\"}}");

        assertThat(preview.toString())
                .isEqualTo(
                        "{\"channel\":\"sms\",\"language\":\"en\",\"sender\":\"SHOPIN\",\"text\":\"482913"
                            + " for Ann {A}\\n"
                            + "\\n"
                            + "@shop.example #482913\","
                            + "\"sms\":{\"encoding\":\"GSM-7\",\"segments\":1,\"units\":43,\"left\":117,\"parts\":[\"482913"
                            + " for Ann {A}\\n"
                            + "\\n"
                            + "@shop.example #482913\"]},\"findings\":[]}");
    }

    @Test
    void previewsWhatCouldNotBeStored() {
        var preview =
                preview(
                        "{\"template\":{\"name\":\"a\",\"channel\":\"sms\",\"variants\":{\"en\":{\"text\":\"Go"
                            + " to http://x.example – ##NAME##\"}}},\"maxSegments\":1}");

        assertThat(preview.path("findings").findValuesAsString("code"))
                .containsExactly(
                        "missing_otp",
                        "unknown_variable",
                        "insecure_link",
                        "unicode",
                        "no_origin_line");
        assertThat(preview.at("/findings/0/severity").stringValue()).isEqualTo("error");
        assertThat(preview.path("text").stringValue()).contains("– NAME");
        assertThat(preview.at("/sms/encoding").stringValue()).isEqualTo("UCS-2");
    }

    @Test
    void previewsEveryChannelOfTheDefaultTemplate() {
        assertThat(preview("{\"channel\":\"voice\"}").path("spoken").stringValue())
                .contains("four, eight, two, nine, one, three");
        assertThat(
                        preview("{\"channel\":\"whatsapp\",\"otp\":\"12345\"}")
                                .path("text")
                                .stringValue())
                .startsWith("*12345*");
        var mail = preview("{\"channel\":\"email\",\"widgetName\":\"<b>\",\"language\":\"de\"}");
        assertThat(mail.path("subject").stringValue()).contains("482913", "<b>");
        assertThat(mail.path("html").stringValue()).contains("&lt;b&gt;").doesNotContain("<b>");
        assertThat(mail.path("language").stringValue()).isEqualTo("de");
    }

    @Test
    void previewsAStoredTemplate() {
        String body =
                "{\"templateId\":\"%s\",\"androidAppHash\":\"FA+9qCX9VSu\"}"
                        .formatted(newTemplate());

        assertThat(preview(body).path("text").stringValue())
                .isEqualTo("482913 for NAME\n\nFA+9qCX9VSu");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "template       | {}",
                "template       | {\"channel\":\"sms\",\"templateId\":\"x\"}",
                "template.name  | {\"template\":{\"channel\":\"sms\"}}",
                "otp            | {\"channel\":\"sms\",\"otp\":\"12x4\"}",
                "host           | {\"channel\":\"sms\",\"host\":\"127.0.0.1\"}",
                "androidAppHash | {\"channel\":\"sms\",\"androidAppHash\":\"x\"}",
                "values.NAME    | {\"channel\":\"sms\",\"values\":{\"NAME\":7}}",
                "maxSegments    | {\"channel\":\"sms\",\"maxSegments\":0}"
            })
    void saysWhichFieldOfAPreviewIsWrong(String field, String body) {
        assertThat(fields(call(POST, "/v1/templates/preview", body))).contains(field);
    }

    @ParameterizedTest
    @MethodSource("hostileTemplates")
    void survivesHostileTemplates(HostileBody body) throws Exception {
        assertSurvives("/v1/templates", body);
    }

    @ParameterizedTest
    @MethodSource("hostilePreviews")
    void survivesHostilePreviews(HostileBody body) throws Exception {
        assertSurvives("/v1/templates/preview", body);
    }

    /** By a client that sends any header. */
    private void assertSurvives(String path, HostileBody body) throws Exception {
        var request =
                HttpRequest.newBuilder(URI.create(base() + path))
                        .header("authkey", adminKey)
                        .header("Content-Type", body.contentType())
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body.bytes()))
                        .build();
        var answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).as(answer.body()).isLessThan(500);
        assertThat(answer.body()).doesNotContain("Exception", "org.otpwidget");
    }

    private String newTemplate() {
        return id(json(call(POST, "/v1/templates", SMS).expectStatus().isCreated()));
    }

    private static String id(JsonNode body) {
        return body.path("id").stringValue();
    }

    private JsonNode preview(String body) {
        return json(call(POST, "/v1/templates/preview", body).expectStatus().isOk());
    }

    private ResponseSpec widget(String template, String more) {
        return call(POST, "/v1/widgets", widgetBody("sms", template, more));
    }

    private static String widgetBody(String channel, String template, String more) {
        return "{\"name\":\"Front door\",\"contactPoint\":\"both\",\"templates\":{\"%s\":{\"templateId\":\"%s\"%s}}}"
                .formatted(channel, template, more);
    }

    private static List<String> fields(ResponseSpec answer) {
        var body = json(answer.expectStatus().isEqualTo(422));
        assertThat(body.path("reason").stringValue()).isEqualTo("invalid_request");
        return body.path("errors").findValuesAsString("field");
    }

    private static int status(ResponseSpec answer) {
        return answer.expectBody(byte[].class).returnResult().getStatus().value();
    }
}
