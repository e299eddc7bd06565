package org.otpwidget.server.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.otpwidget.server.operator.Role;
import org.otpwidget.server.widget.Widget;
import org.otpwidget.server.widget.WidgetForm;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.util.regex.Pattern;

class PreviewPagesIntegrationTests extends DashboardServer {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Pattern SHOWN = Pattern.compile("data-shown=\"([^\"]*)\"");

    @Test
    void showsWhatIsInTheFormAndStoresNothing() {
        long account = newAccount();
        var widget = widget(account);
        var developer = person(account, Role.DEVELOPER).browser();

        var answer =
                developer.post(
                        path(widget),
                        "name",
                        "Shop <2>",
                        "contactPoint",
                        "email",
                        "primaryChannel",
                        "email",
                        "otpLength",
                        "4",
                        "resendTime",
                        "7",
                        "attemptLimit",
                        "2",
                        "theme.accent",
                        "#F2A900",
                        "theme.scheme",
                        "dark",
                        "preview.state",
                        "refused",
                        "preview.language",
                        "ar");

        assertThat(answer.status()).isEqualTo(200);
        var shown = shown(answer.body());
        assertThat(shown.at("/data/name").asString()).isEqualTo("Shop <2>");
        assertThat(shown.at("/data/otpLength").asInt()).isEqualTo(4);
        assertThat(shown.at("/data/retryTime").asInt()).isEqualTo(7);
        assertThat(shown.at("/data/theme/accent").asString()).isEqualTo("#f2a900");
        assertThat(shown.at("/code").asString()).isEqualTo("1234");
        assertThat(shown.at("/attempts").asInt()).isEqualTo(2);
        assertThat(shown.at("/scene/state").asString()).isEqualTo("refused");
        assertThat(shown.at("/scene/look").asString()).isEqualTo("inline");
        assertThat(answer.body()).contains("Text on it is black (10.5:1).");
        assertThat(got(widgets.get(account, widget.id()))).isEqualTo(widget);
        assertThat(audited(account)).doesNotContain("widget.");
    }

    @Test
    void letsTheStageReachNothing() {
        long account = newAccount();
        var answer = person(account, Role.VIEWER).browser().get(path(widget(account)));

        assertThat(answer.policy())
                .contains("sandbox allow-scripts allow-forms")
                .contains("default-src 'none'")
                .contains("frame-ancestors 'self'")
                .doesNotContain("connect-src", "unsafe", "allow-same-origin");
    }

    @Test
    void saysWhatIsWrongInThePlaceOfTheWidget() {
        long account = newAccount();
        var answer =
                person(account, Role.OWNER)
                        .browser()
                        .post(
                                path(widget(account)),
                                "name",
                                "Shop",
                                "contactPoint",
                                "both",
                                "otpLength",
                                "99",
                                "theme.accent",
                                "red");

        assertThat(answer.body())
                .contains("Digits of a code: Send a whole number from 4 to 9.")
                .contains("Accent colour: Send a colour as #rrggbb");
        assertThat(SHOWN.matcher(answer.body()).find()).isFalse();
    }

    @Test
    void showsViewersWhatIsStored() {
        long account = newAccount();
        var widget = widget(account);
        var viewer = person(account, Role.VIEWER).browser();

        var shown =
                shown(viewer.post(path(widget), "otpLength", "4", "preview.state", "sent").body());

        assertThat(shown.at("/data/otpLength").asInt()).isEqualTo(6);
        assertThat(shown.at("/scene/state").asString()).isEqualTo("sent");
    }

    @Test
    void keepsSecretsOut() {
        long account = newAccount();
        var widget = widget(account);
        var page = person(account, Role.OWNER).browser().get(path(widget)).body();

        assertThat(page).doesNotContain("753175", "reviewer@shop.example");
        assertThat(shown(page).at("/code").asString()).isEqualTo("123456");
    }

    @Test
    void showsAWidgetThatIsStillToBeMade() {
        var developer = person(newAccount(), Role.DEVELOPER).browser();

        assertThat(shown(developer.get("/dashboard/widgets/preview").body()).at("/code").asString())
                .isEqualTo("123456");
        var shown =
                shown(developer.post("/dashboard/widgets/preview", "contactPoint", "email").body());
        assertThat(shown.at("/data/processType/value").asString()).isEqualTo("3");
        assertThat(developer.get("/dashboard/widgets").body()).contains("No widgets yet");
    }

    @Test
    void standsBesideTheForm() {
        long account = newAccount();
        var widget = widget(account);
        var page =
                person(account, Role.VIEWER)
                        .browser()
                        .get("/dashboard/widgets/" + widget.id())
                        .body();

        assertThat(page)
                .contains("src=\"" + path(widget) + "\"")
                .contains("formtarget=\"preview\"")
                .contains("name=\"theme.accent\"");
    }

    private Widget widget(long account) {
        var settings =
                """
                {"name":"Shop","contactPoint":"both","demoCredentials":
                 {"name":"Reviewer","email":"reviewer@shop.example","otp":"753175"}}
                """;
        return got(widgets.create(account, WidgetForm.read((ObjectNode) JSON.readTree(settings))));
    }

    private static String path(Widget widget) {
        return "/dashboard/widgets/" + widget.id() + "/preview";
    }

    private static JsonNode shown(String page) {
        var found = SHOWN.matcher(page);
        assertThat(found.find()).isTrue();
        return JSON.readTree(
                found.group(1)
                        .replace("&quot;", "\"")
                        .replace("&#39;", "'")
                        .replace("&lt;", "<")
                        .replace("&gt;", ">")
                        .replace("&amp;", "&"));
    }
}
