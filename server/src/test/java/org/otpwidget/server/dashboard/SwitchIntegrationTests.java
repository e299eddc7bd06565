package org.otpwidget.server.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.otpwidget.server.credential.Authkey.Scope;
import org.otpwidget.server.credential.AuthkeyForm;
import org.otpwidget.server.credential.TokenForm;
import org.otpwidget.server.dashboard.Browser.Answer;
import org.otpwidget.server.delivery.provider.Providers;
import org.otpwidget.server.operator.Operators;
import org.otpwidget.server.operator.Role;
import org.otpwidget.server.widget.WidgetForm;
import org.springframework.beans.factory.annotation.Autowired;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.util.List;

/** Switches, and the form that puts them back: a change like any other. */
class SwitchIntegrationTests extends DashboardServer {

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
    void isOfferedOnlyAfterTheSwitch() {
        String id = got(tokens.create(account, TokenForm.of("Pages"))).id();
        var page = switched("/dashboard/tokens/" + id, false);
        assertThat(OfferedUndo.isIn(page)).isTrue();
        assertThat(OfferedUndo.isIn(owner.get("/dashboard/tokens?done=saved"))).isFalse();
        assertThat(OfferedUndo.isIn(owner.get("/dashboard/tokens"))).isFalse();
    }

    @Test
    void isNotOfferedAfterAnotherForm() {
        String token = got(tokens.create(account, TokenForm.of("Pages"))).id();
        String deleted = got(tokens.create(account, TokenForm.of("Old"))).id();
        String operator = "/dashboard/operators/" + person(account, Role.VIEWER).operator().id();
        var changed = owner.post(operator, "role", "developer", "enabled", "true");
        assertThat(OfferedUndo.isIn(owner.get(changed.location()))).isTrue();

        owner.post("/dashboard/tokens/" + token, "name", "A", "enabled", "true");

        for (var other :
                List.of(
                        owner.post(operator, "role", "developer", "enabled", "true"),
                        owner.post("/dashboard/tokens/new", "name", "B", "enabled", "true"),
                        owner.post("/dashboard/tokens/" + deleted + "/delete"))) {
            assertThat(other.location()).contains("done=");
            var page = owner.get(other.location());
            assertThat(page.body()).contains("class=\"toast\"");
            assertThat(OfferedUndo.isIn(page)).as(other.location()).isFalse();
        }
    }

    private Answer switched(String path, boolean enabled) {
        var answer = owner.post(path + "/enabled", "enabled", Boolean.toString(enabled));
        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.cookies().toString())
                .contains("otp-undo=", "HttpOnly", "SameSite=Strict", "Path=/dashboard");
        return owner.get(answer.location());
    }

    private Answer undone(Answer page) {
        return OfferedUndo.in(page).press(owner);
    }

    private static ObjectNode tree(String json) {
        return (ObjectNode) JsonMapper.shared().readTree(json);
    }
}
