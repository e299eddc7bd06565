package org.otpwidget.server.credential.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.otpwidget.server.credential.web.ChangingCalls.SECRET;
import static org.otpwidget.server.credential.web.ChangingCalls.TOKEN;
import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.otpwidget.server.LogWatch;
import org.otpwidget.server.Route;
import org.otpwidget.server.RunningServer;
import org.otpwidget.server.account.Administrator;
import org.otpwidget.server.audit.Actor;
import org.otpwidget.server.audit.AuditEntry;
import org.otpwidget.server.audit.AuditTrail;
import org.otpwidget.server.audit.Audited;
import org.otpwidget.server.audit.Author;
import org.otpwidget.server.credential.Authkey;
import org.otpwidget.server.credential.Authkey.Scope;
import org.otpwidget.server.credential.TokenForm;
import org.otpwidget.server.credential.Tokens;
import org.otpwidget.server.credential.web.ChangingCalls.Row;
import org.otpwidget.server.form.PageQuery;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpMethod;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;

import reactor.test.StepVerifier;

import tools.jackson.databind.JsonNode;

import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Whatever {@code /v1} changes, the audit trail tells who did it; and tells no secret. */
class AdministrationAuditIntegrationTests extends RunningServer {

    /** They change nothing. */
    private static final Set<String> NO_CHANGES =
            Set.of(
                    "post /v1/providers/{id}/test",
                    "post /v1/templates/preview",
                    "post /v1/webhooks/{id}/test",
                    "post /v1/account/kept",
                    "post /v1/erasures/search");

    @Autowired private AuditTrail trail;
    @Autowired private Audited audited;
    @Autowired private Tokens tokens;
    @Autowired private DatabaseClient database;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping mapping;

    @Test
    void theTableHasEveryRouteThatChangesSomething() {
        var changing =
                Route.ofV1(mapping).stream()
                        .filter(route -> !route.method().equals(GET))
                        .map(Route::toString)
                        .filter(route -> !NO_CHANGES.contains(route))
                        .toList();
        assertThat(ChangingCalls.rows().map(Row::route))
                .containsExactlyInAnyOrderElementsOf(changing);
    }

    @ParameterizedTest
    @MethodSource("org.otpwidget.server.credential.web.ChangingCalls#rows")
    void namesTheAuthkeyAndNoSecret(Row row) {
        LogWatch.secret(SECRET);
        if (row.route().contains("signing-keys")) {
            accountId = accounts.first().blockOptional().orElseThrow().id();
            adminKey = newKey(accountId, Scope.ADMIN);
        }
        String path = prepared(row);
        var method = HttpMethod.valueOf(row.route().split(" ", 2)[0].toUpperCase(Locale.ROOT));

        var answer = row.sent().isEmpty() ? call(method, path) : call(method, path, row.sent());

        answer.expectStatus().is2xxSuccessful();
        var told = latest();
        assertThat(told.action()).isEqualTo(row.action());
        assertThat(told.actor()).isEqualTo(key().id());
        assertThat(told.actorName()).startsWith("Test (").endsWith("…)");
        assertThat(told.ip()).isEqualTo("127.0.0.1");
        assertThat(stored()).doesNotContain(SECRET, "whsec_", "441744", adminKey);
    }

    @Test
    void tellsWhatChanged() {
        String path = made("/v1/tokens", TOKEN);
        call(HttpMethod.PATCH, path, "{\"name\":\"New\"}").expectStatus().isOk();

        assertThat(latest().changes())
                .containsExactly(new AuditEntry.Change("name", "Pages", "New"));
    }

    @Test
    void tellsNothingOfWhatWasRefused() {
        call(POST, "/v1/tokens", "{}").expectStatus().isEqualTo(422);
        call(DELETE, "/v1/tokens/66f1a2b3c4d5e6f708192a3b").expectStatus().isNotFound();

        assertThat(stored()).isEmpty();
    }

    @Test
    void nothingChangesWithoutItsLine() {
        Author author = new Administrator(accountId, new Actor("a", "Test", null));

        audited.change(
                        author,
                        tokens.create(accountId, TokenForm.of("Pages")),
                        _ -> {
                            throw new IllegalStateException("No line");
                        })
                .as(StepVerifier::create)
                .verifyErrorMessage("No line");

        assertThat(json(call(GET, "/v1/tokens")).path("items")).isEmpty();
    }

    /** The row's path, after what it needs was made. */
    private String prepared(Row row) {
        String path = row.route().split(" ", 2)[1];
        if (row.first().isEmpty()) {
            return path;
        }
        String made =
                row.first().getFirst().endsWith("-provider")
                        ? put(row.first().getFirst(), row.first().get(1))
                        : made(row.first().getFirst(), row.first().get(1));
        if (row.first().size() > 2) {
            put(made + row.first().get(2), row.first().get(3));
        }
        String id = made.substring(made.lastIndexOf('/') + 1);
        return path.replace("{id}", id)
                .replace("{ip}", "203.0.113.7")
                .replace("{deliveryId}", path.contains("{deliveryId}") ? delivery(id) : "");
    }

    private String put(String path, String body) {
        call(HttpMethod.PUT, path, body).expectStatus().isOk();
        return path;
    }

    private String made(String path, String body) {
        JsonNode made = json(call(POST, path, body).expectStatus().isCreated());
        JsonNode id = made.path("authkey").path("id");
        return path + "/" + (id.isString() ? id : made.path("id")).stringValue();
    }

    private String delivery(String webhook) {
        String id = "66f1a2b3c4d5e6f708192a3b".substring(0, 12) + webhook.substring(12);
        database.sql(
                        """
                        INSERT INTO webhook_delivery
                            (id, webhook_id, event, body, status, attempts, due_at, created_at, finished_at)
                        VALUES (:id, :webhook, 'verification.verified', '{}', 'failed', 10, now(), now(), now())
                        """)
                .bind("id", id)
                .bind("webhook", webhook)
                .then()
                .block();
        return id;
    }

    private Authkey key() {
        return authkeys.find(adminKey).blockOptional().orElseThrow();
    }

    private AuditEntry latest() {
        return trail.newest(accountId, new PageQuery(1, null), null)
                .blockOptional()
                .orElseThrow()
                .items()
                .getFirst();
    }

    private String stored() {
        return Objects.requireNonNull(
                database.sql("SELECT * FROM audit WHERE account_id = :account")
                        .bind("account", accountId)
                        .map(
                                row ->
                                        row.get("subject_name")
                                                + " "
                                                + row.get("changes", String.class))
                        .all()
                        .collect(Collectors.joining("\n"))
                        .block());
    }
}
