package org.otpwidget.server.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.otpwidget.server.credential.TokenForm;
import org.otpwidget.server.operator.Role;
import org.otpwidget.server.widget.WidgetForm;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class IntegratePagesIntegrationTests extends DashboardServer {

    private static final String PAGE = "/dashboard/integrate";

    @Test
    void leadsToWhatIsMissing() {
        long account = newAccount();
        var developer = person(account, Role.DEVELOPER).browser();
        assertThat(developer.get(PAGE).body()).contains("/dashboard/widgets/new");
        widget(account);
        assertThat(developer.get(PAGE).body()).contains("/dashboard/tokens/new");
    }

    @Test
    void fillsTheAccountsOwnIdsIn() {
        long account = newAccount();
        var developer = person(account, Role.DEVELOPER).browser();
        widget(account);
        String second = widget(account);
        var token = got(tokens.create(account, TokenForm.of("Pages")));

        var page = developer.get(PAGE + "?widget=" + second);
        assertThat(page.body())
                .contains("widgetId: &#39;" + second + "&#39;")
                .contains("tokenAuth: &#39;" + token.value() + "&#39;")
                .contains("Waiting for the first call…")
                .doesNotContain("##");
    }

    @Test
    void knowsNoWidgetOfAnotherAccount() {
        long account = newAccount();
        String own = widget(account);
        got(tokens.create(account, TokenForm.of("Pages")));
        String others = widget(newAccount());

        var page = person(account, Role.VIEWER).browser().get(PAGE + "?widget=" + others);
        String asked = "&amp;widget=" + others; // for the same page in another language
        assertThat(page.body().replace(asked, "")).contains(own).doesNotContain(others);
    }

    private String widget(long account) {
        var settings =
                (ObjectNode)
                        JsonMapper.shared()
                                .readTree("{\"name\":\"Shop\",\"contactPoint\":\"both\"}");
        return got(widgets.create(account, WidgetForm.read(settings))).id();
    }
}
