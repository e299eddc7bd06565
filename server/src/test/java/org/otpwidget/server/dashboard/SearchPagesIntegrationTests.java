package org.otpwidget.server.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.otpwidget.server.credential.Authkey.Scope;
import org.otpwidget.server.credential.AuthkeyForm;
import org.otpwidget.server.credential.TokenForm;
import org.otpwidget.server.delivery.provider.Providers;
import org.otpwidget.server.operator.Role;
import org.otpwidget.server.widget.WidgetForm;
import org.springframework.beans.factory.annotation.Autowired;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** What the palette and the search page find, and for whom. */
class SearchPagesIntegrationTests extends DashboardServer {

    @Autowired private Providers providers;
    private long account;

    @BeforeEach
    void setUp() {
        account = newAccount();
    }

    @Test
    void findsWhatIsCalledThatWhicheverKindItIs() {
        String widget = widget("Shop front");
        String token = got(tokens.create(account, TokenForm.of("My shop"))).id();
        String key =
                got(authkeys.create(account, AuthkeyForm.of("SHOP server", Scope.VERIFY)))
                        .authkey()
                        .id();
        String provider = provider("Shop mail");
        widget("Other");

        assertThat(paths(Role.OWNER, "shop"))
                .containsExactly(
                        "/dashboard/widgets/" + widget,
                        "/dashboard/providers/" + provider,
                        "/dashboard/tokens/" + token,
                        "/dashboard/authkeys/" + key);
        assertThat(paths(Role.OWNER, widget)).containsExactly("/dashboard/widgets/" + widget);
        assertThat(paths(Role.VIEWER, "shop"))
                .containsExactly(
                        "/dashboard/widgets/" + widget,
                        "/dashboard/providers",
                        "/dashboard/tokens/" + token);
    }

    @Test
    void takesWordsAsTheyAre() {
        String odd = widget("100 %_\\ <b>'");
        widget("1000");
        assertThat(paths(Role.OWNER, "100 %_\\")).containsExactly("/dashboard/widgets/" + odd);
        assertThat(paths(Role.OWNER, "<B>'")).containsExactly("/dashboard/widgets/" + odd);
        var page = person(account, Role.OWNER).browser().get("/dashboard/search?q=%3Cb%3E");
        assertThat(page.body()).contains("100 %_\\ &lt;b&gt;&#39;").doesNotContain("<b>");
    }

    @Test
    void findsPlacesAndActionsOfTheRole() {
        assertThat(paths(Role.OWNER, "")).contains("/dashboard/widgets/new", "/dashboard/audit");
        assertThat(paths(Role.VIEWER, ""))
                .contains("/dashboard/widgets", "/dashboard/verifications")
                .doesNotContain("/dashboard/widgets/new", "/dashboard/audit", "/dashboard/authkeys")
                .noneMatch(path -> path.contains("invite"));
        assertThat(paths(Role.ADMIN, "INVITE")).contains("/dashboard/operators#invite");
        assertThat(paths(Role.OWNER, "new wid")).containsExactly("/dashboard/widgets/new");
    }

    @Test
    void findsVerificationsByRequestAndByPerson() {
        String visitor = email();
        String request = Requests.insert(database, account, clock.instant(), visitor);
        assertThat(paths(Role.VIEWER, request))
                .containsExactly("/dashboard/verifications/" + request);
        assertThat(paths(Role.OWNER, visitor))
                .containsExactly("/dashboard/verifications?q=" + encoded(visitor));
        assertThat(paths(Role.OWNER, "+91 98765 43210"))
                .containsExactly("/dashboard/verifications?q=%2B91+98765+43210");
        String others = Requests.insert(database, newAccount(), clock.instant(), email());
        assertThat(paths(Role.OWNER, others)).isEmpty();
    }

    @Test
    void isAPageWithoutJavaScript() {
        widget("Shop");
        var viewer = person(account, Role.VIEWER).browser();
        assertThat(viewer.get("/dashboard").body()).contains("action=\"/dashboard/search\"");
        assertThat(viewer.get("/dashboard/search?q=Sho").body())
                .contains("value=\"Sho\"", "/dashboard/widgets/");
        assertThat(viewer.get("/dashboard/search?q=nothing-like-it").body())
                .contains("Nothing is called that");
        assertThat(viewer.header("Accept-Language", "hi").get("/dashboard/search").body())
                .contains("विजेट");
        assertThat(viewer.get("/dashboard/search/found?q=" + "a".repeat(5000)).status())
                .isEqualTo(200);
    }

    @Test
    void showsAtMostFiveOfAKind() {
        for (int n = 1; n <= 7; n++) {
            widget("Shop " + n);
        }
        assertThat(paths(Role.OWNER, "shop")).hasSize(5);
    }

    private List<String> paths(Role role, String words) {
        var answer =
                person(account, role).browser().get("/dashboard/search/found?q=" + encoded(words));
        assertThat(answer.status()).isEqualTo(200);
        JsonNode found = JsonMapper.shared().readTree(answer.body());
        return found.valueStream()
                .map(one -> Objects.requireNonNull(one.path("path").asString()))
                .toList();
    }

    private String widget(String name) {
        var settings =
                JsonMapper.shared()
                        .createObjectNode()
                        .put("name", name)
                        .put("contactPoint", "both");
        return got(widgets.create(account, WidgetForm.read(settings))).id();
    }

    private String provider(String name) {
        var settings =
                (ObjectNode)
                        JsonMapper.shared()
                                .readTree(
                                        """
                                        {"kind":"smtp","settings":{"host":"mail.shop.example","from":"a@shop.example"}}
                                        """);
        return got(providers.create(account, settings.put("name", name))).id();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
