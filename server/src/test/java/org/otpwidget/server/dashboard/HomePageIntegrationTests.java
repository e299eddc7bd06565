package org.otpwidget.server.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.otpwidget.server.operator.Role;
import org.otpwidget.server.widget.WidgetForm;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What the first page says needs attention. */
class HomePageIntegrationTests extends DashboardServer {

    @Test
    void saysWhatIsWrongAndLeadsThere() {
        long account = newAccount();
        var settings =
                (ObjectNode)
                        JsonMapper.shared()
                                .readTree("{\"name\":\"Shop <b>\",\"contactPoint\":\"both\"}");
        got(widgets.create(account, WidgetForm.read(settings)));

        String owner = person(account, Role.OWNER).browser().get("/dashboard").body();
        assertThat(owner)
                .contains("No provider sends over SMS, which the widget “Shop &lt;b&gt;” uses")
                .contains("href=\"/dashboard/providers\"")
                .contains("No authkey may set up this account", "href=\"/dashboard/authkeys\"");
        String viewer = person(account, Role.VIEWER).browser().get("/dashboard").body();
        assertThat(viewer)
                .contains("No provider sends over SMS")
                .doesNotContain("authkey may set up", "href=\"/dashboard/authkeys\">To the");
    }

    @Test
    void saysWhenThereIsNothing() {
        long account = newAccount();
        var viewer = person(account, Role.VIEWER).browser();
        assertThat(viewer.get("/dashboard").body())
                .contains("Needs attention", "Nothing at the moment")
                .contains("Nobody asked for a code")
                .doesNotContain("href=\"/inbox\"", "<svg viewBox", "Hour by hour");
    }
}
