package org.otpwidget.server.widget.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.PATCH;
import static org.springframework.http.HttpMethod.POST;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.otpwidget.server.LogWatch;
import org.otpwidget.server.RunningServer;
import org.otpwidget.server.credential.Authkey.Scope;
import org.otpwidget.server.form.PageQuery;
import org.otpwidget.server.widget.WidgetSettings;
import org.otpwidget.server.widget.Widgets;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;

import tools.jackson.databind.JsonNode;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

class WidgetFileIntegrationTests extends RunningServer {

    private static final String SECRET = "0x4-hush-hush";

    /** Every setting, none of them as it is by default. */
    private static final String EVERYTHING =
            """
            {"name":"Everything: \\"NO\\" #1","enabled":false,"verificationType":"otp",
             "redirectUrl":"https://shop.example/in","matchCode":false,"contactPoint":"both",
             "widgetType":"custom","primaryChannel":"whatsapp","resendChannels":["voice","sms"],
             "theme":{"scheme":"dark","accent":"#2f4bc7","radius":4,"font":"serif"},
             "otpLength":8,"resendCount":5,"resendTime":45,"expiryTime":7,"attemptLimit":4,
             "newCodeOnResend":true,"countryChannels":{"NO":"voice","IN":"sms"},
             "defaultCountry":"NO","invisible":true,"platforms":"both","captcha":false,
             "captchaProvider":{"kind":"recaptchaEnterprise","siteKey":"key","secret":"%s",
               "project":"shop-1","action":"login","minimumScore":0.7,"failOpen":true},
             "iframe":true,"originLine":false,"androidAppHash":"FA+9qCX9VSu",
             "callerId":"912240001234",
             "templates":{"sms":{"templateId":"##","variables":{"NAME":"VAR1"},
               "defaults":{"NAME":"yes"}}},
             "demoCredentials":{"name":"Review","mobile":"919000000000",
               "email":"review@shop.example","otp":"40281736","expiresAt":"2031-01-01T00:00:00Z"},
             "autoRetry":{"afterSeconds":30,"channels":["whatsapp","sms"]}}
            """
                    .formatted(SECRET);

    private static final String SMALL = "{\"name\":\"Shop\",\"contactPoint\":\"both\"}";

    @Autowired private Widgets widgets;
    @Autowired private DatabaseClient database;

    @Test
    void exportsEverySettingButNoSecretAndReadsItBack() {
        LogWatch.secret(SECRET);
        String id = made("/v1/widgets", EVERYTHING.replace("##", template("Login")));
        made("/v1/widgets", SMALL);
        var before = settings(id);

        String file = export("/v1/widgets");
        assertThat(file)
                .startsWith("# Widgets of OTP Widget.")
                .contains("Secrets are not in here", "- id: " + id, "template: Login")
                .doesNotContain(SECRET, "40281736");
        for (var component : WidgetSettings.class.getRecordComponents()) {
            assertThat(file).contains(component.getName() + ":");
        }

        var same = take(file, "?dryRun=true");
        assertThat(states(same)).containsExactly("same", "same");
        assertThat(states(take(file, ""))).containsExactly("same", "same");
        call(
                        PATCH,
                        "/v1/widgets/" + id,
                        "{\"demoCredentials\":{\"otp\":\"11111111\"},\"templates\":null,\"otpLength\":8,"
                            + "\"countryChannels\":null,\"name\":\"x\"}")
                .expectStatus()
                .isOk();
        var diff = take(file, "?dryRun=true");
        assertThat(states(diff)).containsExactlyInAnyOrder("changed", "same");
        assertThat(diff.toString())
                .contains("countryChannels.NO", "\"before\":\"x\"")
                .doesNotContain("11111111");
        assertThat(settings(id).name()).isEqualTo("x");
        take(file, "?version=" + diff.path("version").asString());
        var now = settings(id);
        assertThat(now.demoCredentials()).isNotNull();
        assertThat(Objects.requireNonNull(now.demoCredentials()).otp()).isEqualTo("11111111");
        assertThat(now.captchaProvider()).isEqualTo(before.captchaProvider());
        assertThat(now.templates()).isEqualTo(before.templates());
        assertThat(now.countryChannels()).isEqualTo(before.countryChannels());
    }

    @Test
    void goesToAnotherInstallationByNames() {
        template("Login");
        made(
                "/v1/widgets",
                "{\"name\":\"Shop\",\"contactPoint\":\"mobile\",\"otpLength\":8,\"templates\":{\"sms\":{\"templateId\":\""
                        + template("Log in 2")
                        + "\"}}}");
        String file = export("/v1/widgets?portable=true");
        assertThat(file).contains("template: Log in 2").doesNotContain(" id:", "templateId");

        accountId = newAccount();
        adminKey = newKey(accountId, Scope.ADMIN);
        assertThat(errors(send(file, "?dryRun=true")))
                .contains("widgets[0].templates.sms.template", "no template of this name");
        String there = template("Log in 2");
        assertThat(states(take(file, ""))).containsExactly("created");
        var made = only();
        assertThat(made.otpLength()).isEqualTo(8);
        assertThat(made.templates().values().iterator().next().templateId()).isEqualTo(there);
        assertThat(states(take(file.replace("otpLength: 8", "otpLength: 7"), "")))
                .containsExactly("changed");
        assertThat(only().otpLength()).isEqualTo(7);
        template("Log in 2");
        assertThat(errors(send(file, ""))).contains("Several templates have this name");
    }

    @Test
    void saysAllMistakesWithTheirLinesAndChangesNothing() {
        String file =
                """
                widgets:
                  - name: Good
                    contactPoint: both
                  - name: Bad
                    contactPoint: both
                    otpLength: 99
                    colour: red
                  - contactPoint: email
                    primaryChannel: sms
                    name: Worse
                  - nothing
                more: 1
                """;
        assertThat(errors(send(file, "")))
                .contains(
                        "widgets[1].otpLength: Line 6: Send a whole number from 4 to 9.",
                        "widgets[1].colour: Line 7: There is no such setting",
                        "widgets[2].primaryChannel: Line 9: Choose email",
                        "widgets[3]: Line 11",
                        "more: Line 12");
        assertThat(json(call(GET, "/v1/widgets")).path("items")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {id: 66f1a2b3c4d5e6f708192a3b, name: Shop, contactPoint: both} | no widget of this id
                    {name: a, contactPoint: both, demoCredentials: {name: a, email: a@shop.example}} | Exports leave this secret out
                    {name: a, contactPoint: both, captchaProvider: {kind: hcaptcha, siteKey: x}} | Exports leave this secret out
                    {name: a, contactPoint: both, templates: {sms: {templateId: 66f1a2b3c4d5e6f708192a3b}}} | There is no such template
                    {name: a, contactPoint: both}, {name: Twice, contactPoint: both}, {name: Twice, contactPoint: both} | Several widgets have this name
                    {name: Once, contactPoint: both}, {name: Once, contactPoint: both} | twice
                    """)
    void refusesWhatItCannotDo(String entries, String message) {
        made("/v1/widgets", "{\"name\":\"Twice\",\"contactPoint\":\"both\"}");
        made("/v1/widgets", "{\"name\":\"Twice\",\"contactPoint\":\"both\"}");
        made("/v1/widgets", "{\"name\":\"Once\",\"contactPoint\":\"both\"}");
        assertThat(errors(send("widgets: [" + entries + "]", ""))).contains(message);
        assertThat(json(call(GET, "/v1/widgets")).path("items")).hasSize(3);
    }

    @Test
    void keepsOtherAccountsOut() {
        String id = made("/v1/widgets", SMALL);
        String file = export("/v1/widgets/" + id);
        String other = newKey(newAccount(), Scope.ADMIN);
        as(other)
                .get()
                .uri("/v1/widgets/" + id)
                .accept(MediaType.APPLICATION_YAML)
                .exchange()
                .expectStatus()
                .isNotFound()
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON);
        var refused =
                as(other)
                        .post()
                        .uri("/v1/widgets/import")
                        .contentType(MediaType.APPLICATION_YAML)
                        .bodyValue(file.replace("otpLength: 6", "otpLength: 4"))
                        .exchange();
        assertThat(errors(refused)).contains("no widget of this id");
        assertThat(settings(id).otpLength()).isEqualTo(6);
    }

    @Test
    void neverOverwritesWhatChangedSinceTheLook() {
        String id = made("/v1/widgets", SMALL);
        String file = export("/v1/widgets/" + id).replace("otpLength: 6", "otpLength: 4");
        String version = take(file, "?dryRun=true").path("version").asString();
        assertThat(settings(id).otpLength()).isEqualTo(6);
        call(PATCH, "/v1/widgets/" + id, "{\"resendTime\":77}").expectStatus().isOk();

        send(file, "?version=" + version).expectStatus().isEqualTo(409);

        assertThat(settings(id).otpLength()).isEqualTo(6);
        assertThat(settings(id).resendTime()).isEqualTo(77);
        take(file, "?version=" + take(file, "?dryRun=true").path("version").asString());
        assertThat(settings(id).otpLength()).isEqualTo(4);
    }

    @Test
    void appliesAllOrNothingAndWritesDownEach() {
        String first = made("/v1/widgets", "{\"name\":\"First\",\"contactPoint\":\"both\"}");
        String file =
                """
                widgets:
                  - {name: First, contactPoint: email}
                  - {name: Second, contactPoint: mobile}
                  - {name: Third, contactPoint: email, templates: {email: {templateId: none}}}
                """;
        send(file, "").expectStatus().isEqualTo(422);
        assertThat(json(call(GET, "/v1/widgets")).path("items")).hasSize(1);
        assertThat(audited()).doesNotContain("widget.changed", "Second");

        var done = take(file.replaceFirst("  - .name: Third.*\\n", ""), "");
        assertThat(states(done)).containsExactly("changed", "created");
        assertThat(done.path("widgets").path(0).path("id").asString()).isEqualTo(first);
        assertThat(done.path("widgets").path(1).path("id").asString()).matches("[0-9a-f]{24}");
        assertThat(audited()).contains("widget.changed First", "widget.created Second");
    }

    /** What the file could hold before was 256 kB. */
    @Test
    void bringsBackAllWidgetsOfAFullAccount() {
        var file = new StringBuilder("widgets:\n");
        for (int n = 0; n < 999; n++) {
            file.append("  - {name: Shop %d, contactPoint: both, otpLength: 8}\n".formatted(n));
        }
        assertThat(states(take(file.toString(), ""))).hasSize(999).containsOnly("created");
        made("/v1/widgets", EVERYTHING.replace("##", template("Login")));

        String all = export("/v1/widgets");
        assertThat(all.length()).isGreaterThan(300_000);
        assertThat(states(take(all, "?dryRun=true"))).hasSize(1000).containsOnly("same");

        made("/v1/widgets", SMALL);
        as(adminKey)
                .get()
                .uri("/v1/widgets")
                .accept(MediaType.APPLICATION_YAML)
                .exchange()
                .expectStatus()
                .isEqualTo(409);
        String part = export("/v1/widgets?limit=100");
        assertThat(states(take(part, "?dryRun=true"))).hasSize(100).containsOnly("same");
    }

    @Test
    void saysHowLargeAFileMayBe() {
        assertThat(errors(send("widgets:\n" + "# x\n".repeat(300_000), "")))
                .contains("A file has at most 1 MB");
        assertThat(errors(send("widgets: [" + "1,".repeat(200_000) + "1]", "")))
                .contains("A file has at most 1 MB, 1000 widgets and 60000 values");
        assertThat(errors(send("widgets:\n" + "  - {}\n".repeat(1001), "")))
                .contains("List 1 to 1000 widgets");
        send("x".repeat(4_000_000), "").expectStatus().isEqualTo(413);
        as(adminKey)
                .post()
                .uri("/v1/widgets")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{\"name\":\"" + "x".repeat(400_000) + "\"}")
                .exchange()
                .expectStatus()
                .isEqualTo(413);
    }

    @Test
    void answersJsonToEverybodyWhoDoesNotAskForYaml() {
        made("/v1/widgets", SMALL);
        for (String accept :
                List.of("*/*", "application/json", "application/json, application/yaml")) {
            as(adminKey)
                    .get()
                    .uri("/v1/widgets")
                    .header("Accept", accept)
                    .exchange()
                    .expectHeader()
                    .contentTypeCompatibleWith(MediaType.APPLICATION_JSON);
        }
    }

    private String export(String path) {
        return Objects.requireNonNull(
                patient()
                        .get()
                        .uri(path)
                        .accept(MediaType.APPLICATION_YAML)
                        .exchange()
                        .expectStatus()
                        .isOk()
                        .expectHeader()
                        .contentTypeCompatibleWith(MediaType.APPLICATION_YAML)
                        .expectBody(String.class)
                        .returnResult()
                        .getResponseBody());
    }

    /** A client for large files. */
    private WebTestClient patient() {
        return as(adminKey)
                .mutate()
                .responseTimeout(Duration.ofSeconds(60))
                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(-1))
                .build();
    }

    private WebTestClient.ResponseSpec send(String file, String query) {
        return patient()
                .post()
                .uri("/v1/widgets/import" + query)
                .contentType(MediaType.APPLICATION_YAML)
                .bodyValue(file)
                .exchange();
    }

    private JsonNode take(String file, String query) {
        return json(send(file, query).expectStatus().isOk());
    }

    private static List<String> states(JsonNode difference) {
        return difference
                .path("widgets")
                .valueStream()
                .map(one -> one.path("state").asString())
                .toList();
    }

    private static String errors(WebTestClient.ResponseSpec answer) {
        var errors = json(answer.expectStatus().isEqualTo(422)).path("errors");
        return String.join(
                "\n",
                errors.valueStream()
                        .map(
                                one ->
                                        one.path("field").asString()
                                                + ": "
                                                + one.path("message").asString())
                        .toList());
    }

    private String template(String name) {
        return made(
                "/v1/templates",
                "{\"name\":\"%s\",\"channel\":\"sms\",\"variants\":{\"en\":{\"text\":\"##OTP## ##NAME##\"}}}"
                        .formatted(name));
    }

    private String made(String path, String body) {
        return json(call(POST, path, body).expectStatus().isCreated()).path("id").asString();
    }

    private WidgetSettings settings(String id) {
        return Objects.requireNonNull(widgets.find(id).block()).settings();
    }

    private WidgetSettings only() {
        var all = Objects.requireNonNull(widgets.list(accountId, new PageQuery(9, null)).block());
        assertThat(all.items()).hasSize(1);
        return all.items().getFirst().settings();
    }

    private String audited() {
        return String.valueOf(
                database.sql(
                                "SELECT coalesce(string_agg(action || ' ' || subject_name, ','),"
                                        + " '') AS lines FROM audit WHERE account_id = :account")
                        .bind("account", accountId)
                        .map(row -> String.valueOf(row.get("lines", String.class)))
                        .one()
                        .block());
    }
}
