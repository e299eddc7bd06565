package org.otpwidget.server.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.otpwidget.server.account.Authkey.Scope;
import org.otpwidget.server.account.AuthkeyForm;
import org.otpwidget.server.account.Operators;
import org.otpwidget.server.account.Role;
import org.otpwidget.server.account.TokenForm;
import org.otpwidget.server.dashboard.Browser.Answer;
import org.otpwidget.server.delivery.provider.Providers;
import org.otpwidget.server.widget.WidgetForm;
import org.springframework.beans.factory.annotation.Autowired;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Switches, and the form that puts them back: a change like any other. */
class SwitchIntegrationTests extends DashboardServer {

    private static final Pattern UNDO =
            Pattern.compile(
                    "(?s)<div"
                        + " class=\"toast\">(?:(?!</div>).)*<form[^>]*action=\"([^\"]+)\".*?</form>");
    private static final Pattern FIELD =
            Pattern.compile("<input type=\"hidden\" name=\"([a-z]+)\" value=\"([a-z]+)\"");

    @Autowired private Providers providers;
    @Autowired private Operators operators;

    private long account;
    private Browser owner = browser();

    @BeforeEach
    void signIn() {
        account = newAccount();
        owner = person(account, Role.OWNER).browser();
    }

    @Test
    void aWidgetIsPutBack() {
        String id =
                got(widgets.create(
                                account,
                                WidgetForm.read(
                                        tree("{\"name\":\"Shop\",\"contactPoint\":\"both\"}"))))
                        .id();
        var page = switched("/dashboard/widgets/" + id, false);
        assertThat(got(widgets.get(account, id)).settings().enabled()).isFalse();
        assertThat(page.body()).contains("Widget disabled");
        var back = undone(page);
        assertThat(got(widgets.get(account, id)).settings().enabled()).isTrue();
        assertThat(back.body()).contains("Widget enabled", "Undo");
        assertThat(audited(account).lines().filter(line -> line.startsWith("widget.changed")))
                .hasSize(2);
    }

    @Test
    void aTokenIsPutBack() {
        String id = got(tokens.create(account, TokenForm.of("Pages"))).id();
        var page = switched("/dashboard/tokens/" + id, false);
        assertThat(got(tokens.get(account, id)).enabled()).isFalse();
        undone(page);
        assertThat(got(tokens.get(account, id)).enabled()).isTrue();
        assertThat(audited(account)).contains("token.changed Pages", "enabled");
    }

    @Test
    void anAuthkeyIsPutBackUnlessItIsTheLast() {
        got(authkeys.create(account, AuthkeyForm.of("Admin", Scope.ADMIN)));
        String id =
                got(authkeys.create(account, AuthkeyForm.of("Shop", Scope.VERIFY))).authkey().id();
        var page = switched("/dashboard/authkeys/" + id, false);
        assertThat(got(authkeys.get(account, id)).enabled()).isFalse();
        undone(page);
        assertThat(got(authkeys.get(account, id)).enabled()).isTrue();
        assertThat(owner.get("/dashboard/authkeys/" + id + "/enabled").location())
                .isEqualTo("/dashboard/authkeys");
    }

    @Test
    void aProviderIsPutBack() {
        String settings =
                """
                {"name":"Mail","kind":"smtp","settings":{"host":"mail.shop.example","from":"a@shop.example"}}
                """;
        String id = got(providers.create(account, tree(settings))).id();
        undone(switched("/dashboard/providers/" + id, false));
        assertThat(got(providers.get(account, id)).enabled()).isTrue();
    }

    @Test
    void anOperatorsRoleAndStateArePutBack() {
        String id = person(account, Role.DEVELOPER).operator().id();
        var answer = owner.post("/dashboard/operators/" + id, "role", "viewer", "enabled", "false");
        assertThat(got(operators.get(account, id)).enabled()).isFalse();
        undone(owner.get(answer.location()));
        assertThat(got(operators.get(account, id)).role()).isEqualTo(Role.DEVELOPER);
        assertThat(got(operators.get(account, id)).enabled()).isTrue();
        var same = owner.post("/dashboard/operators/" + id, "role", "developer", "enabled", "true");
        assertThat(same.cookies()).isEmpty();
    }

    @Test
    void isOfferedOnlyAfterTheSwitchAndOnlyForPagesOfOurs() {
        String id = got(tokens.create(account, TokenForm.of("Pages"))).id();
        var page = switched("/dashboard/tokens/" + id, false);
        assertThat(UNDO.matcher(page.body()).find()).isTrue();
        assertThat(UNDO.matcher(owner.get("/dashboard/tokens?done=saved").body()).find()).isFalse();
        assertThat(UNDO.matcher(owner.get("/dashboard/tokens").body()).find()).isFalse();

        String path = "/dashboard/tokens/" + id + "/delete";
        for (String value :
                new String[] {
                    "token.disabled!/sign-in/" + id + "!enabled=true",
                    "token.disabled!https://evil.example/!enabled=true",
                    "token.disabled!//evil.example!enabled=true",
                    "token.disabled!" + path.replace(id, "..") + "!enabled=true",
                    "token.disabled!/dashboard/tokens/" + id + "/enabled!enabled=\"><b>"
                }) {
            owner.with("otp-undo", value);
            String body = owner.get("/dashboard/tokens?done=token.disabled").body();
            assertThat(body).contains("Token disabled");
            assertThat(UNDO.matcher(body).find()).as(value).isFalse();
        }
    }

    @Test
    void isNotOfferedAfterAnotherForm() {
        String token = got(tokens.create(account, TokenForm.of("Pages"))).id();
        String deleted = got(tokens.create(account, TokenForm.of("Old"))).id();
        String operator = "/dashboard/operators/" + person(account, Role.VIEWER).operator().id();
        var changed = owner.post(operator, "role", "developer", "enabled", "true");
        assertThat(UNDO.matcher(owner.get(changed.location()).body()).find()).isTrue();

        for (var other :
                List.of(
                        owner.post(operator, "role", "developer", "enabled", "true"),
                        owner.post("/dashboard/tokens/" + token, "name", "A", "enabled", "true"),
                        owner.post("/dashboard/tokens/new", "name", "B", "enabled", "true"),
                        owner.post("/dashboard/tokens/" + deleted + "/delete"))) {
            assertThat(other.location()).contains("done=");
            String body = owner.get(other.location()).body();
            assertThat(body).contains("class=\"toast\"");
            assertThat(UNDO.matcher(body).find()).as(other.location()).isFalse();
        }
    }

    private Answer switched(String path, boolean enabled) {
        var answer = owner.post(path + "/enabled", "enabled", Boolean.toString(enabled));
        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.cookies().toString())
                .contains("otp-undo=", "HttpOnly", "SameSite=Strict", "Path=/dashboard");
        return owner.get(answer.location());
    }

    /** Presses the button as the page has it. */
    private Answer undone(Answer page) {
        var form = UNDO.matcher(page.body());
        assertThat(form.find()).as(page.body()).isTrue();
        var fields =
                FIELD.matcher(form.group())
                        .results()
                        .flatMap(field -> Stream.of(field.group(1), field.group(2)))
                        .toArray(String[]::new);
        assertThat(fields).isNotEmpty();
        var answer = owner.postRaw(form.group(1), page.csrf(), fields);
        assertThat(answer.status()).isEqualTo(303);
        return owner.get(answer.location());
    }

    private static ObjectNode tree(String json) {
        return (ObjectNode) JsonMapper.shared().readTree(json);
    }
}
