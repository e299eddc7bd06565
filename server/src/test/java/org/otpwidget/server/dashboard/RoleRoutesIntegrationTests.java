package org.otpwidget.server.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.otpwidget.server.operator.Permission.CHANGE_ACCOUNT;
import static org.otpwidget.server.operator.Permission.CHANGE_AUTHKEYS;
import static org.otpwidget.server.operator.Permission.CHANGE_PROVIDERS;
import static org.otpwidget.server.operator.Permission.CHANGE_TEMPLATES;
import static org.otpwidget.server.operator.Permission.CHANGE_TOKENS;
import static org.otpwidget.server.operator.Permission.CHANGE_WIDGETS;
import static org.otpwidget.server.operator.Permission.MANAGE_OPERATORS;
import static org.otpwidget.server.operator.Permission.SEE;
import static org.otpwidget.server.operator.Permission.SEE_AUDIT;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.otpwidget.server.credential.Authkey.Scope;
import org.otpwidget.server.credential.AuthkeyForm;
import org.otpwidget.server.credential.TokenForm;
import org.otpwidget.server.dashboard.Browser.Answer;
import org.otpwidget.server.delivery.provider.Providers;
import org.otpwidget.server.operator.Permission;
import org.otpwidget.server.operator.Role;
import org.otpwidget.server.template.AccountTemplates;
import org.otpwidget.server.template.TemplateForm;
import org.otpwidget.server.webhook.EventType;
import org.otpwidget.server.webhook.WebhookForm;
import org.otpwidget.server.webhook.Webhooks;
import org.otpwidget.server.widget.WidgetForm;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.MethodParameter;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Walks every page as every role, as an owner who is held back, as nobody, and as another account.
 * A page that is missing in the table fails the test.
 */
@TestInstance(Lifecycle.PER_CLASS)
class RoleRoutesIntegrationTests extends DashboardServer {

    /** Every page: who may, and whether the passphrase must have been given lately. */
    private static final List<Row> PAGES =
            List.of(
                    new Row("GET /dashboard", SEE),
                    new Row("GET /dashboard/{*rest}", SEE),
                    new Row("GET /dashboard/search", SEE),
                    new Row("GET /dashboard/search/found", SEE),
                    new Row("GET /dashboard/confirm", SEE),
                    new Row("POST /dashboard/confirm", SEE),
                    new Row("POST /dashboard/sign-out", SEE),
                    new Row("GET /dashboard/confirm/passkey", SEE),
                    new Row("POST /dashboard/confirm/passkey", SEE),
                    new Row("GET /dashboard/me", SEE),
                    new Row("POST /dashboard/me/passphrase", SEE),
                    new Row("POST /dashboard/me/sessions/{session}/end", SEE), // own ones
                    proved("GET /dashboard/me/passkeys/new", SEE),
                    proved("POST /dashboard/me/passkeys/new", SEE),
                    proved("GET /dashboard/me/passkeys/options", SEE),
                    new Row("GET /dashboard/me/passkeys/{passkey}", SEE), // own ones
                    proved("GET /dashboard/me/passkeys/{passkey}/delete", SEE),
                    proved("POST /dashboard/me/passkeys/{passkey}/delete", SEE),
                    proved("GET /dashboard/me/code", SEE),
                    proved("POST /dashboard/me/code", SEE),
                    new Row("GET /dashboard/me/code/own", SEE),
                    proved("GET /dashboard/me/code/own/delete", SEE),
                    proved("POST /dashboard/me/code/own/delete", SEE),
                    new Row("GET /dashboard/verifications", SEE),
                    new Row("GET /dashboard/verifications/{request}", SEE),
                    new Row("GET /dashboard/widgets", SEE),
                    new Row("GET /dashboard/widgets/new", CHANGE_WIDGETS),
                    new Row("POST /dashboard/widgets/new", CHANGE_WIDGETS),
                    new Row("GET /dashboard/widgets/{widget}", SEE),
                    new Row("POST /dashboard/widgets/{widget}", CHANGE_WIDGETS),
                    new Row("GET /dashboard/widgets/preview", CHANGE_WIDGETS),
                    new Row("POST /dashboard/widgets/preview", CHANGE_WIDGETS),
                    new Row("GET /dashboard/widgets/{widget}/preview", SEE),
                    new Row("POST /dashboard/widgets/{widget}/preview", SEE),
                    proved("GET /dashboard/widgets/export", CHANGE_WIDGETS),
                    proved("POST /dashboard/widgets/export", CHANGE_WIDGETS),
                    new Row("GET /dashboard/widgets/import", CHANGE_WIDGETS),
                    new Row("POST /dashboard/widgets/import", CHANGE_WIDGETS),
                    proved("GET /dashboard/widgets/{widget}/export", CHANGE_WIDGETS),
                    proved("POST /dashboard/widgets/{widget}/export", CHANGE_WIDGETS),
                    new Row("GET /dashboard/widgets/{widget}/history", SEE_AUDIT),
                    new Row("GET /dashboard/widgets/{widget}/integrate", SEE),
                    new Row("POST /dashboard/widgets/{widget}/token", CHANGE_TOKENS),
                    new Row("POST /dashboard/widgets/{widget}/enabled", CHANGE_WIDGETS),
                    new Row("POST /dashboard/widgets/{widget}/duplicate", CHANGE_WIDGETS),
                    new Row("POST /dashboard/widgets/{widget}/undo", CHANGE_WIDGETS),
                    new Row("GET /dashboard/templates", SEE),
                    new Row("GET /dashboard/templates/new", CHANGE_TEMPLATES),
                    new Row("POST /dashboard/templates/new", CHANGE_TEMPLATES),
                    new Row("POST /dashboard/templates/mail", CHANGE_TEMPLATES),
                    new Row("GET /dashboard/templates/{template}", SEE),
                    new Row("POST /dashboard/templates/{template}", CHANGE_TEMPLATES),
                    new Row("POST /dashboard/templates/{template}/undo", CHANGE_TEMPLATES),
                    new Row("GET /dashboard/templates/{template}/mail", SEE),
                    new Row("GET /dashboard/templates/{template}/delete", CHANGE_TEMPLATES),
                    new Row("POST /dashboard/templates/{template}/delete", CHANGE_TEMPLATES),
                    new Row("GET /dashboard/providers", SEE),
                    proved("GET /dashboard/providers/new", CHANGE_PROVIDERS),
                    proved("POST /dashboard/providers/new", CHANGE_PROVIDERS),
                    proved("GET /dashboard/providers/{provider}", CHANGE_PROVIDERS),
                    proved("POST /dashboard/providers/{provider}", CHANGE_PROVIDERS),
                    new Row("POST /dashboard/providers/{provider}/enabled", CHANGE_PROVIDERS),
                    proved("GET /dashboard/providers/{provider}/test", CHANGE_PROVIDERS),
                    proved("POST /dashboard/providers/{provider}/test", CHANGE_PROVIDERS),
                    proved("GET /dashboard/providers/{provider}/delete", CHANGE_PROVIDERS),
                    proved("POST /dashboard/providers/{provider}/delete", CHANGE_PROVIDERS),
                    new Row("GET /dashboard/senders", SEE),
                    new Row("GET /dashboard/webhooks", SEE),
                    proved("GET /dashboard/webhooks/new", CHANGE_PROVIDERS),
                    proved("POST /dashboard/webhooks/new", CHANGE_PROVIDERS),
                    new Row("GET /dashboard/webhooks/{webhook}", SEE),
                    proved("GET /dashboard/webhooks/{webhook}/edit", CHANGE_PROVIDERS),
                    proved("POST /dashboard/webhooks/{webhook}/edit", CHANGE_PROVIDERS),
                    proved("POST /dashboard/webhooks/{webhook}/undo", CHANGE_PROVIDERS),
                    new Row("GET /dashboard/webhooks/{webhook}/undo", SEE), // leads back
                    proved("GET /dashboard/webhooks/{webhook}/rotate", CHANGE_PROVIDERS),
                    proved("POST /dashboard/webhooks/{webhook}/rotate", CHANGE_PROVIDERS),
                    new Row("GET /dashboard/webhooks/{webhook}/test", CHANGE_PROVIDERS),
                    new Row("POST /dashboard/webhooks/{webhook}/test", CHANGE_PROVIDERS),
                    proved("GET /dashboard/webhooks/{webhook}/delete", CHANGE_PROVIDERS),
                    proved("POST /dashboard/webhooks/{webhook}/delete", CHANGE_PROVIDERS),
                    new Row(
                            "POST /dashboard/webhooks/{webhook}/deliveries/{delivery}/replay",
                            CHANGE_PROVIDERS),
                    new Row("GET /dashboard/integrate", SEE),
                    new Row("GET /dashboard/tokens", SEE),
                    new Row("GET /dashboard/tokens/new", CHANGE_TOKENS),
                    new Row("POST /dashboard/tokens/new", CHANGE_TOKENS),
                    new Row("GET /dashboard/tokens/{token}", SEE),
                    new Row("POST /dashboard/tokens/{token}", CHANGE_TOKENS),
                    new Row("POST /dashboard/tokens/{token}/undo", CHANGE_TOKENS),
                    new Row("POST /dashboard/tokens/{token}/enabled", CHANGE_TOKENS),
                    new Row("GET /dashboard/tokens/{token}/delete", CHANGE_TOKENS),
                    new Row("POST /dashboard/tokens/{token}/delete", CHANGE_TOKENS),
                    new Row("GET /dashboard/tokens/{token}/rotate", CHANGE_TOKENS),
                    new Row("POST /dashboard/tokens/{token}/rotate", CHANGE_TOKENS),
                    new Row("GET /dashboard/tokens/{token}/addresses", SEE),
                    new Row("GET /dashboard/tokens/{token}/addresses/new", CHANGE_TOKENS),
                    new Row("POST /dashboard/tokens/{token}/addresses/new", CHANGE_TOKENS),
                    new Row("GET /dashboard/tokens/{token}/addresses/{ip}", CHANGE_TOKENS),
                    new Row("POST /dashboard/tokens/{token}/addresses/{ip}", CHANGE_TOKENS),
                    new Row("GET /dashboard/tokens/{token}/addresses/{ip}/delete", CHANGE_TOKENS),
                    new Row("POST /dashboard/tokens/{token}/addresses/{ip}/delete", CHANGE_TOKENS),
                    new Row("GET /dashboard/authkeys", CHANGE_AUTHKEYS),
                    proved("GET /dashboard/authkeys/new", CHANGE_AUTHKEYS),
                    proved("POST /dashboard/authkeys/new", CHANGE_AUTHKEYS),
                    proved("GET /dashboard/authkeys/{authkey}", CHANGE_AUTHKEYS),
                    proved("POST /dashboard/authkeys/{authkey}", CHANGE_AUTHKEYS),
                    new Row("GET /dashboard/authkeys/{authkey}/enabled", CHANGE_AUTHKEYS),
                    proved("POST /dashboard/authkeys/{authkey}/enabled", CHANGE_AUTHKEYS),
                    proved("GET /dashboard/authkeys/{authkey}/rotate", CHANGE_AUTHKEYS),
                    proved("POST /dashboard/authkeys/{authkey}/rotate", CHANGE_AUTHKEYS),
                    proved("GET /dashboard/authkeys/{authkey}/delete", CHANGE_AUTHKEYS),
                    proved("POST /dashboard/authkeys/{authkey}/delete", CHANGE_AUTHKEYS),
                    new Row("GET /dashboard/operators", SEE),
                    proved("POST /dashboard/operators/invite", MANAGE_OPERATORS),
                    new Row("GET /dashboard/operators/{operator}", SEE),
                    proved("POST /dashboard/operators/{operator}", MANAGE_OPERATORS),
                    new Row("GET /dashboard/operators/{operator}/reset", SEE),
                    proved("POST /dashboard/operators/{operator}/reset", MANAGE_OPERATORS),
                    new Row("POST /dashboard/operators/sessions/{session}/end", SEE), // own ones
                    new Row(
                            "POST /dashboard/operators/invitations/{invitation}/revoke",
                            MANAGE_OPERATORS),
                    new Row("GET /dashboard/account", SEE),
                    new Row("POST /dashboard/account", CHANGE_ACCOUNT),
                    new Row("POST /dashboard/account/undo", CHANGE_ACCOUNT),
                    proved("GET /dashboard/account/erase", CHANGE_ACCOUNT),
                    proved("POST /dashboard/account/erase", CHANGE_ACCOUNT),
                    proved("GET /dashboard/account/erase/now", CHANGE_ACCOUNT),
                    proved("POST /dashboard/account/erase/now", CHANGE_ACCOUNT),
                    new Row("GET /dashboard/audit", SEE_AUDIT));

    /** Answers that don't depend on whose the id is. */
    private static final List<String> FOR_ANY_ID =
            List.of(
                    "GET /dashboard/{*rest}",
                    "GET /dashboard/authkeys/{authkey}/enabled",
                    "GET /dashboard/operators/{operator}",
                    "GET /dashboard/operators/{operator}/reset");

    private static final Pattern KIND = Pattern.compile("\\{([a-z]+)}");

    /** All kinds that are made without anybody who signs in. */
    private static final String EVERYTHING =
            "{widget}{template}{passkey}{provider}{webhook}{delivery}{ip}{request}{token}{authkey}{invitation}";

    @Autowired private AccountTemplates templates;
    @Autowired private Providers providers;
    @Autowired private Webhooks webhooks;
    @Autowired private RequestMappingHandlerMapping requestMappingHandlerMapping;

    private final Map<Role, Person> people = new EnumMap<>(Role.class);
    private long account;

    /**
     * A page.
     *
     * @param proved whether the passphrase is asked for again
     */
    record Row(String route, Permission permission, boolean proved) {

        Row(String route, Permission permission) {
            this(route, permission, false);
        }

        String path() {
            return route.split(" ", 2)[1];
        }

        boolean isPost() {
            return route.startsWith("POST");
        }

        @Override
        public String toString() {
            return route;
        }
    }

    private static Row proved(String route, Permission permission) {
        return new Row(route, permission, true);
    }

    static Stream<Row> pages() {
        return PAGES.stream();
    }

    @BeforeEach
    void signEverybodyIn() {
        if (account == 0) {
            account = newAccount();
        }
        for (Role role : Role.values()) {
            var known = people.get(role);
            if (known == null || known.browser().get("/dashboard/search").status() != 200) {
                people.put(role, person(account, role));
            }
        }
    }

    @Test
    void theTableHasEveryPageAndSaysWhatThePageSays() {
        var said = new TreeSet<String>();
        requestMappingHandlerMapping
                .getHandlerMethods()
                .forEach(
                        (mapping, method) ->
                                mapping.getPatternsCondition()
                                        .getPatterns()
                                        .forEach(
                                                pattern -> {
                                                    String path = named(pattern.getPatternString());
                                                    if (path.startsWith("/dashboard")) {
                                                        mapping.getMethodsCondition()
                                                                .getMethods()
                                                                .forEach(
                                                                        verb ->
                                                                                said.add(
                                                                                        line(
                                                                                                verb
                                                                                                        + " "
                                                                                                        + path,
                                                                                                may(
                                                                                                        method))));
                                                    }
                                                }));
        assertThat(said)
                .containsExactlyInAnyOrderElementsOf(
                        PAGES.stream()
                                .map(
                                        row ->
                                                row.route()
                                                        + " "
                                                        + row.permission()
                                                        + " "
                                                        + row.proved())
                                .map(RoleRoutesIntegrationTests::named)
                                .toList());
    }

    @ParameterizedTest
    @MethodSource("pages")
    void letsInWhoMay(Row row) {
        people.forEach(
                (role, person) -> {
                    var answer = call(row, person.browser(), samples(account, row.route()));
                    if (role.may(row.permission())) {
                        assertThat(answer.status()).as(role + "").isIn(allowed(row, role));
                        assertThat(answer.location()).doesNotStartWith("/dashboard/confirm");
                    } else {
                        assertThat(answer.status()).as(role + "").isEqualTo(403);
                    }
                });
    }

    @ParameterizedTest
    @MethodSource("pages")
    void showsNobodyAnything(Row row) {
        var answer = call(row, browser(), samples(account, row.route()));
        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.location()).startsWith("/sign-in");
        assertThat(answer.body()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void hidesOtherAccounts(Row row) {
        boolean ofAny = !row.path().contains("{") || FOR_ANY_ID.contains(row.route());
        var samples = samples(newAccount(), ofAny ? EVERYTHING + row.route() : row.route());
        if (ofAny) {
            var answer = call(row, the(Role.OWNER).browser(), samples);
            samples.values().forEach(id -> assertThat(answer.body()).doesNotContain(id));
        } else {
            assertThat(call(row, the(Role.OWNER).browser(), samples).status()).isEqualTo(404);
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void takesFormsOfItsOwnPagesOnly(Row row) {
        if (!row.isPost()) {
            return;
        }
        var owner = the(Role.OWNER).browser();
        String path = filled(row.path(), samples(account, row.route()));
        String before = audited(account);
        assertThat(owner.postRaw(path, "").status()).isEqualTo(403);
        String others = the(Role.VIEWER).browser().get("/dashboard").csrf();
        assertThat(owner.postRaw(path, others).status()).isEqualTo(403);
        assertThat(audited(account)).isEqualTo(before);
    }

    @Test
    void asksForThePassphraseAgain() {
        var owner = the(Role.OWNER);
        var samples = samples(account, EVERYTHING + "{operator}");
        clock.move(Duration.ofMinutes(11));
        for (Row row : PAGES) {
            if (row.proved()) {
                var answer = call(row, owner.browser(), samples);
                assertThat(answer.status()).as(row.route()).isEqualTo(303);
                assertThat(answer.location())
                        .as(row.route())
                        .startsWith("/dashboard/confirm?next=");
            }
        }
        owner.browser().post("/dashboard/confirm", "passphrase", PASSPHRASE);
        assertThat(owner.browser().get("/dashboard/authkeys/new").status()).isEqualTo(200);
    }

    @Test
    void holdsBackWhoCameByACode() {
        var owner = person(account, Role.OWNER);
        database.sql("UPDATE operator_session SET proved_at = NULL WHERE id = :id")
                .bind("id", owner.session().id())
                .then()
                .block();
        var samples = samples(account, EVERYTHING + "{operator}{session}");
        String before = audited(account);
        for (Row row : PAGES) {
            if (row.proved() || !Role.DEVELOPER.may(row.permission())) {
                var answer = call(row, owner.browser(), samples);
                assertThat(answer.status()).as(row.route()).isEqualTo(303);
                assertThat(answer.location())
                        .as(row.route())
                        .startsWith("/dashboard/confirm?next=");
            }
        }
        assertThat(audited(account)).as("nothing changed").isEqualTo(before);
    }

    /** Others' sessions are not there for those who may not end them. */
    private static List<Integer> allowed(Row row, Role role) {
        if (row.route().equals("GET /dashboard/{*rest}")) {
            return List.of(404);
        }
        boolean others =
                (row.path().startsWith("/dashboard/me/") && row.path().contains("{"))
                        || (row.path().contains("{session}") && !role.may(MANAGE_OPERATORS));
        return others ? List.of(404) : List.of(200, 303, 409, 422);
    }

    private Person the(Role role) {
        return Objects.requireNonNull(people.get(role));
    }

    private Answer call(Row row, Browser browser, Map<String, String> samples) {
        String path = filled(row.path(), samples);
        return row.isPost() ? browser.post(path) : browser.get(path);
    }

    /**
     * Something of each kind that a text names as {@code {kind}}, which the call may destroy. Only
     * these: there are hundreds of calls.
     */
    private Map<String, String> samples(long owner, String text) {
        var samples = new HashMap<String, String>();
        KIND.matcher(text)
                .results()
                .map(found -> found.group(1))
                .distinct()
                .forEach(kind -> samples.put(kind, sample(kind, owner, samples)));
        return samples;
    }

    private String sample(String kind, long owner, Map<String, String> others) {
        return switch (kind) {
            case "widget" -> widget(owner);
            case "template" -> template(owner);
            case "passkey" -> "0123456789abcdef01234567";
            case "provider" -> provider(owner);
            case "webhook" -> webhook(owner);
            case "delivery" ->
                    Requests.delivery(
                            database,
                            Objects.requireNonNull(others.get("webhook")),
                            clock.instant());
            case "ip" -> "203.0.113.99";
            case "request" -> Requests.insert(database, owner, clock.instant(), email());
            case "token" -> got(tokens.create(owner, TokenForm.of("Sample"))).id();
            case "authkey" ->
                    got(authkeys.create(owner, AuthkeyForm.of("Sample", Scope.VERIFY)))
                            .authkey()
                            .id();
            case "invitation" ->
                    got(invitations.invite(
                                    owner(owner),
                                    InetAddress.getLoopbackAddress(),
                                    email(),
                                    Role.VIEWER))
                            .invitation()
                            .id();
            case "operator" -> person(owner, Role.VIEWER).operator().id();
            case "session" -> person(owner, Role.VIEWER).session().id();
            default -> throw new AssertionError("No sample of " + kind);
        };
    }

    private String widget(long owner) {
        var settings =
                """
                {"name":"Sample","contactPoint":"both"}
                """;
        var form = (ObjectNode) JsonMapper.shared().readTree(settings);
        return got(widgets.create(owner, WidgetForm.read(form))).id();
    }

    private String template(long owner) {
        var settings =
                """
                {"name":"Sample","channel":"email","variants":{"en":{"subject":"Code","text":"##OTP##"}}}
                """;
        var form = (ObjectNode) JsonMapper.shared().readTree(settings);
        return got(templates.create(owner, TemplateForm.read(form))).id();
    }

    private String provider(long owner) {
        var settings =
                """
                {"name":"Sample","kind":"smtp","settings":{"host":"mail.shop.example","from":"a@shop.example"}}
                """;
        var form = (ObjectNode) JsonMapper.shared().readTree(settings);
        return got(providers.create(owner, form)).id();
    }

    /** An account may have twenty. */
    private String webhook(long owner) {
        database.sql("DELETE FROM webhook WHERE account_id = :account")
                .bind("account", owner)
                .then()
                .block();
        var form =
                new WebhookForm(
                        "Sample",
                        "http://127.0.0.1:9/events",
                        EnumSet.of(EventType.VERIFIED),
                        true);
        return got(webhooks.create(owner, form)).webhook().id();
    }

    private String filled(String path, Map<String, String> samples) {
        String filled = path.replace("{*rest}", "no-such-page");
        for (var sample : samples.entrySet()) {
            filled = filled.replace("{" + sample.getKey() + "}", sample.getValue());
        }
        return filled;
    }

    /** With one name for all variables. */
    private static String named(String path) {
        return path.replaceAll("\\{[a-z]+}", "{id}");
    }

    private static String line(String route, May may) {
        return route + " " + may.value() + " " + may.proved();
    }

    /** A method without it would be open to everybody. */
    private static May may(HandlerMethod method) {
        List<May> found =
                Arrays.stream(method.getMethodParameters())
                        .filter(parameter -> parameter.getParameterType() == Visit.class)
                        .map(
                                (MethodParameter parameter) ->
                                        parameter.getParameterAnnotation(May.class))
                        .collect(Collectors.toList());
        assertThat(found).as(method.toString()).hasSize(1).doesNotContainNull();
        return found.getFirst();
    }
}
