package org.otpwidget.server.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.otpwidget.server.credential.TokenForm;
import org.otpwidget.server.operator.Role;
import org.otpwidget.server.widget.WidgetForm;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Whoever disables the widget that operators sign in by is told so, and Home says it. */
class SignInWidgetIntegrationTests extends DashboardServer {

    private static final String LIST = "/dashboard/widgets";
    private static final String HOME = "Operators cannot sign in by codes of the widget “In”";
    private static final String NOTE = "Operators sign in to the dashboard by codes of this widget";

    private long account;
    private Browser owner = browser();
    private String widget = "";

    @BeforeEach
    void choose() {
        account = newAccount();
        owner = person(account, Role.OWNER).browser();
        widget = widget("In");
        got(tokens.create(account, TokenForm.of("Dashboard")));
        var chosen =
                owner.post(
                        "/dashboard/account",
                        "name",
                        "Test",
                        "timeZone",
                        "UTC",
                        "signInWidget",
                        widget);
        assertThat(chosen.status()).as(chosen.body()).isEqualTo(303);
    }

    @Test
    void theListTellsBeforeAndAfter() {
        assertThat(owner.get(LIST).body()).contains("dashboard sign-in");
        assertThat(owner.get("/dashboard").body()).doesNotContain(HOME);

        var answer = owner.post(LIST + "/" + widget + "/enabled", "enabled", "false");

        var page = owner.get(answer.location());
        assertThat(page.body()).contains("operators can no longer sign in by its codes");
        assertThat(owner.get("/dashboard").body()).contains(HOME, "href=\"/dashboard/account\"");

        var back = OfferedUndo.in(page).press(owner);
        assertThat(back.body()).contains("Widget enabled");
        assertThat(owner.get("/dashboard").body()).doesNotContain(HOME);
    }

    @Test
    void theEditorTellsBeforeAndAfter() {
        String path = LIST + "/" + widget;
        assertThat(owner.get(path).body()).contains(NOTE);

        var answer = owner.post(path, "name", "In", "contactPoint", "both");

        assertThat(answer.location()).isEqualTo(path + "?done=saved.signIn");
        var page = owner.get(answer.location());
        assertThat(page.body()).contains("operators cannot sign in by its codes");
        assertThat(OfferedUndo.in(page).press(owner).body())
                .contains("Put back as it was.")
                .doesNotContain("operators cannot sign in");
    }

    @Test
    void otherWidgetsAreDisabledWithoutSuchWords() {
        String other = widget("Shop");
        assertThat(owner.get(LIST + "/" + other).body()).doesNotContain(NOTE);
        assertThat(owner.post(LIST + "/" + other + "/enabled", "enabled", "false").location())
                .isEqualTo(LIST + "?done=widget.disabled");
        assertThat(owner.get("/dashboard").body()).doesNotContain(HOME);
    }

    /** Whatever else keeps it from letting anybody in is on Home too. */
    @Test
    void aTokenThatGoesIsToldOnHome() {
        var token = got(tokens.newest(account, "https://otp.shop.example"));
        owner.post("/dashboard/tokens/" + token.id() + "/enabled", "enabled", "false");
        assertThat(owner.get("/dashboard").body()).contains(HOME);
    }

    private String widget(String name) {
        return got(widgets.create(
                        account,
                        WidgetForm.read(
                                (ObjectNode)
                                        JsonMapper.shared()
                                                .readTree(
                                                        "{\"name\":\"%s\",\"contactPoint\":\"both\"}"
                                                                .formatted(name)))))
                .id();
    }
}
