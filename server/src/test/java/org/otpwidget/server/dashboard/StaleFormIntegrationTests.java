package org.otpwidget.server.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.otpwidget.server.database.Column.required;

import io.r2dbc.spi.ConnectionFactory;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.otpwidget.server.audit.Actor;
import org.otpwidget.server.audit.AuditEntry.Change;
import org.otpwidget.server.audit.AuditTrail;
import org.otpwidget.server.credential.Authkey.Scope;
import org.otpwidget.server.credential.AuthkeyForm;
import org.otpwidget.server.credential.TokenForm;
import org.otpwidget.server.delivery.provider.Providers;
import org.otpwidget.server.operator.Operator;
import org.otpwidget.server.operator.Operators;
import org.otpwidget.server.operator.Role;
import org.otpwidget.server.template.AccountTemplates;
import org.otpwidget.server.template.TemplateForm;
import org.otpwidget.server.webhook.EventType;
import org.otpwidget.server.webhook.WebhookForm;
import org.otpwidget.server.webhook.Webhooks;
import org.otpwidget.server.widget.WidgetForm;
import org.springframework.beans.factory.annotation.Autowired;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;

/** A form that was opened before somebody else's change takes nothing of that back unseen. */
class StaleFormIntegrationTests extends DashboardServer {

    private static final String TOLD = "This was changed after you opened it";
    private static final Pattern SEEN =
            Pattern.compile("<input type=\"hidden\" name=\"seen\" value=\"([0-9]+)\"");

    @Autowired private Providers providers;
    @Autowired private Webhooks webhooks;
    @Autowired private AccountTemplates templates;
    @Autowired private Operators operators;
    @Autowired private AuditTrail trail;
    @Autowired private ConnectionFactory connections;

    private long account;
    private Browser mine = browser();
    private Browser other = browser();
    private String otherEmail = "";

    /** A form, by what it sends besides the name; each keeps the rest of its thing as it is. */
    enum Form {
        TOKEN("enabled", "true"),
        AUTHKEY("scopes", "verify", "enabled", "true"),
        WIDGET("contactPoint", "both", "enabled", "true"),
        TEMPLATE("do", "save", "languages", "en", "variants.en.text", "##OTP## is it"),
        PROVIDER("settings.host", "mail.shop.example", "settings.from", "a@shop.example"),
        WEBHOOK("url", "https://shop.example/otp", "events", "verification.failed"),
        ACCOUNT("timeZone", "UTC");

        private final String fields;

        Form(String... fields) {
            this.fields = String.join("\n", fields);
        }

        String[] named(String name, String... more) {
            var all = new ArrayList<>(fields.lines().toList());
            all.addAll(List.of("name", name));
            all.addAll(List.of(more));
            return all.toArray(String[]::new);
        }
    }

    @BeforeEach
    void signIn() {
        account = newAccount();
        mine = person(account, Role.OWNER).browser();
        var somebody = person(account, Role.OWNER);
        other = somebody.browser();
        otherEmail = somebody.operator().email();
    }

    @ParameterizedTest
    @EnumSource
    void saysWhoChangedWhatAndKeepsWhatWasTyped(Form form) {
        String path = path(form);
        String seen = seen(mine, path);
        assertThat(other.post(path, form.named("Theirs", "seen", seen(other, path))).status())
                .isEqualTo(303);

        var told = mine.post(path, form.named("Mine", "seen", seen));

        assertThat(told.status()).as(told.body()).isEqualTo(409);
        assertThat(told.body())
                .contains(TOLD, otherEmail, "Theirs</ins>", "value=\"Mine\"")
                .contains("href=\"" + path + "\"");
        assertThat(mine.get(path).body()).contains("value=\"Theirs\"");
        assertThat(audited(account).lines().filter(line -> line.contains("Mine"))).isEmpty();

        String now = found(told.body());
        assertThat(now).isNotEqualTo(seen);
        assertThat(mine.post(path, form.named("x".repeat(300), "seen", now)).body())
                .as("a mistake is not told as news")
                .contains("name=\"seen\" value=\"" + now + "\"")
                .doesNotContain(TOLD);
        assertThat(mine.post(path, form.named("Mine", "seen", now)).status()).isEqualTo(303);
        assertThat(mine.get(path).body()).contains("value=\"Mine\"");
    }

    /** The switch of the list is a change like any other; what the switch says is done. */
    @Test
    void aSwitchCountsAsAChange() {
        String path = path(Form.TOKEN);
        String seen = seen(mine, path);
        other.post(path + "/enabled", "enabled", "false");

        var told = mine.post(path, Form.TOKEN.named("Mine", "seen", seen));

        assertThat(told.status()).isEqualTo(409);
        assertThat(mine.get(path).body()).contains("Disabled");
        assertThat(mine.post(path + "/enabled", "enabled", "true").status()).isEqualTo(303);
    }

    @Test
    void whatSavedNothingNewIsNoReason() {
        String path = path(Form.TOKEN);
        String seen = seen(mine, path);
        assertThat(other.post(path, Form.TOKEN.named("First")).status()).isEqualTo(303);
        assertThat(mine.post(path, Form.TOKEN.named("Mine", "seen", seen)).status()).isEqualTo(303);
    }

    /** The key's end is not in the line of its successor alone. */
    @Test
    void aRotationIsAChangeOfTheKeyThatEnds() {
        String path = path(Form.AUTHKEY);
        String seen = seen(mine, path);
        assertThat(other.post(path + "/rotate", "overlap", "0").status()).isEqualTo(200);

        var told = mine.post(path, Form.AUTHKEY.named("Mine", "seen", seen));

        assertThat(told.status()).isEqualTo(409);
        assertThat(told.body()).contains(TOLD, otherEmail);
    }

    @Test
    void theSecondOfTwoClicksIsNoReason() {
        String path = path(Form.TOKEN);
        String[] fields = Form.TOKEN.named("Mine", "seen", seen(mine, path));

        assertThat(mine.post(path, fields).status()).isEqualTo(303);
        assertThat(mine.post(path, fields).status()).isEqualTo(303);
    }

    /** However much else was written down of it since, the change is found. */
    @Test
    void otherLinesDoNotHideTheChange() {
        String path = path(Form.TOKEN);
        String id = path.substring(path.lastIndexOf('/') + 1);
        String seen = seen(mine, path);
        other.post(path, Form.TOKEN.named("Theirs"));
        var change = List.of(new Change("state", null, "blocked"));
        for (int n = 0; n < 20; n++) {
            var actor = new Actor("66f1a2b3c4d5e6f708192a3b", otherEmail, null);
            trail.add(account, actor, "address.changed", id, "Token", change).block();
        }

        var told = mine.post(path, Form.TOKEN.named("Mine", "seen", seen));

        assertThat(told.status()).isEqualTo(409);
        assertThat(told.body()).contains("Theirs</ins>", "value=\"Mine\"");
    }

    /** Who may not read the trail does not read it by an old number. */
    @Test
    void tellsADeveloperTheLatestChangeOnly() {
        String path = path(Form.TOKEN);
        other.post(path, Form.TOKEN.named("First"));
        other.post(path, Form.TOKEN.named("Second"));
        var developer = person(account, Role.DEVELOPER).browser();

        var told = developer.post(path, Form.TOKEN.named("Mine", "seen", "0"));

        assertThat(told.status()).isEqualTo(409);
        assertThat(told.body()).contains("Second</ins>").doesNotContain("First</ins>");
    }

    @Test
    void theQuestionWhetherToDeleteCarriesWhatWasSeenOn() {
        Requests.insert(database, account, clock.instant().minusSeconds(400_000), email());
        String path = path(Form.ACCOUNT);
        String seen = seen(mine, path);
        String[] shorter = Form.ACCOUNT.named("Mine", "retention.requests", "3", "seen", seen);
        var asked = mine.post(path, shorter);
        assertThat(asked.body()).contains("name=\"sure\"");
        assertThat(found(asked.body())).isEqualTo(seen);
        other.post(path, Form.ACCOUNT.named("Theirs"));

        var sure = new ArrayList<>(List.of(shorter));
        sure.addAll(List.of("sure", "true"));
        var told = mine.post(path, sure.toArray(String[]::new));

        assertThat(told.status()).isEqualTo(409);
        assertThat(got(accounts.get(account)).retention().requests()).isNull();
        assertThat(got(accounts.get(account)).name()).isEqualTo("Theirs");
    }

    /** Both showed the same; whoever comes second is told of the first. */
    @Test
    void oneOfTwoAtOnceIsTold() {
        String path = path(Form.TOKEN);
        String id = path.substring(path.lastIndexOf('/') + 1);
        String seen = seen(mine, path);
        List<CompletableFuture<Integer>> sent;
        try (var blocking = new OtherTransaction(connections)) {
            blocking.execute("SELECT FROM token WHERE id = '" + id + "' FOR UPDATE");
            sent =
                    List.of(
                            CompletableFuture.supplyAsync(() -> save(mine, path, "Mine", seen)),
                            CompletableFuture.supplyAsync(() -> save(other, path, "Theirs", seen)));
            await().until(() -> waiting() == 2);
        }
        assertThat(sent.stream().map(CompletableFuture::join)).containsExactlyInAnyOrder(303, 409);
        assertThat(audited(account).lines().filter(line -> line.startsWith("token.changed")))
                .hasSize(1);
    }

    @Test
    void whoWasDisabledMeanwhileIsNotLetInByAnOldPage() {
        var developer = person(account, Role.DEVELOPER).operator();
        String path = "/dashboard/operators/" + developer.id();
        String seen = seenOf(developer.id());
        other.post(path, "role", "developer", "enabled", "false", "seen", seen);

        var told = mine.post(path, "role", "admin", "enabled", "true", "seen", seen);

        assertThat(told.status()).isEqualTo(409);
        assertThat(told.body())
                .contains(TOLD, otherEmail, "<del>true</del>", "<ins>false</ins>")
                .contains("The list below shows everybody as they are now")
                .contains("href=\"/dashboard/operators/" + developer.id() + "\"");
        assertThat(now(developer).enabled()).isFalse();
        assertThat(now(developer).role()).isEqualTo(Role.DEVELOPER);

        String fresh = seenOf(developer.id());
        assertThat(fresh).isNotEqualTo(seen);
        assertThat(mine.post(path, "role", "admin", "enabled", "true", "seen", fresh).location())
                .isEqualTo("/dashboard/operators?done=operator.saved");
        assertThat(now(developer).role()).isEqualTo(Role.ADMIN);
    }

    @Test
    void aChangeOfSomebodyElseIsNoReason() {
        var one = person(account, Role.DEVELOPER).operator();
        var two = person(account, Role.DEVELOPER).operator();
        String seen = seenOf(one.id());
        other.post("/dashboard/operators/" + two.id(), "role", "viewer", "enabled", "true");
        assertThat(
                        mine.post(
                                        "/dashboard/operators/" + one.id(),
                                        "role",
                                        "viewer",
                                        "enabled",
                                        "true",
                                        "seen",
                                        seen)
                                .status())
                .isEqualTo(303);
    }

    private int save(Browser browser, String path, String name, String seen) {
        return browser.post(path, Form.TOKEN.named(name, "seen", seen)).status();
    }

    private Operator now(Operator operator) {
        return got(operators.get(account, operator.id()));
    }

    private String seen(Browser browser, String path) {
        return found(browser.get(path).body());
    }

    private String seenOf(String operator) {
        String page = mine.get("/dashboard/operators").body();
        return found(page.substring(page.indexOf("id=\"o" + operator + "\"")));
    }

    private static String found(String page) {
        var field = SEEN.matcher(page);
        assertThat(field.find()).as(page).isTrue();
        return field.group(1);
    }

    /** Makes something, and answers where its form is. */
    private String path(Form form) {
        return "/dashboard/"
                + switch (form) {
                    case TOKEN ->
                            "tokens/" + got(tokens.create(account, TokenForm.of("First"))).id();
                    case AUTHKEY -> {
                        got(authkeys.create(account, AuthkeyForm.of("Admin", Scope.ADMIN)));
                        yield "authkeys/"
                                + got(authkeys.create(
                                                account, AuthkeyForm.of("First", Scope.VERIFY)))
                                        .authkey()
                                        .id();
                    }
                    case WIDGET ->
                            "widgets/"
                                    + got(widgets.create(
                                                    account,
                                                    WidgetForm.read(
                                                            tree(
                                                                    "{\"name\":\"First\",\"contactPoint\":\"both\"}"))))
                                            .id();
                    case TEMPLATE ->
                            "templates/"
                                    + got(templates.create(
                                                    account,
                                                    TemplateForm.read(
                                                            tree(
                                                                    "{\"name\":\"First\",\"channel\":\"sms\",\"variants\":{\"en\":{\"text\":\"##OTP##"
                                                                        + " is it\"}}}"))))
                                            .id();
                    case PROVIDER ->
                            "providers/"
                                    + got(providers.create(
                                                    account,
                                                    tree(
                                                            "{\"name\":\"First\",\"kind\":\"smtp\",\"settings\":{\"host\":\"mail.shop.example\",\"from\":\"a@shop.example\"}}")))
                                            .id();
                    case WEBHOOK ->
                            "webhooks/"
                                    + got(webhooks.create(
                                                    account,
                                                    new WebhookForm(
                                                            "First",
                                                            "https://shop.example/otp",
                                                            EnumSet.of(EventType.FAILED),
                                                            true)))
                                            .webhook()
                                            .id()
                                    + "/edit";
                    case ACCOUNT -> "account";
                };
    }

    private long waiting() {
        return got(
                database.sql(
                                "SELECT count(*) AS n FROM pg_stat_activity WHERE wait_event_type ="
                                        + " 'Lock' AND datname = current_database()")
                        .map(row -> required(row, "n", Long.class))
                        .one());
    }

    private static ObjectNode tree(String json) {
        return (ObjectNode) JsonMapper.shared().readTree(json);
    }
}
