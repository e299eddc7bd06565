package org.otpwidget.server.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.otpwidget.server.dashboard.Browser.Answer;
import org.otpwidget.server.form.PageQuery;
import org.otpwidget.server.operator.Role;
import org.otpwidget.server.template.AccountTemplates;
import org.otpwidget.server.template.TemplateForm;
import org.otpwidget.server.widget.Channel;
import org.otpwidget.server.widget.Widget;
import org.springframework.beans.factory.annotation.Autowired;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/** The steps of a new widget, as a browser without JavaScript goes through them. */
class WizardIntegrationTests extends DashboardServer {

    private static final String NEW = "/dashboard/widgets/new";
    private static final PageQuery MANY = new PageQuery(100, null);
    private static final Pattern HIDDEN =
            Pattern.compile("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"");

    @Autowired private AccountTemplates templates;

    private long account;
    private Browser developer = browser();

    @BeforeEach
    void signIn() {
        account = newAccount();
        developer = person(account, Role.DEVELOPER).browser();
    }

    @Test
    void carriesEverythingThroughTheStepsAndBack() {
        var channels =
                step("settings", "next", NO_PAGE, "name", "Shop \"<b>", "contactPoint", "both");
        assertThat(channels.status()).isEqualTo(200);
        assertThat(at(channels)).isEqualTo("Channels");
        assertThat(got(widgets.list(account, MANY)).items()).isEmpty();

        var demo =
                step(
                        "channels",
                        "next",
                        channels,
                        "primaryChannel",
                        "voice",
                        "resendChannels",
                        "sms",
                        "resendChannels",
                        "email");
        assertThat(at(demo)).isEqualTo("Demo");

        var back = step("demo", "back", demo, "demoCredentials.name", "Review");
        assertThat(at(back)).isEqualTo("Channels");
        assertThat(back.body())
                .contains("<option value=\"voice\" selected=\"selected\"")
                .containsPattern("id=\"resendChannels-sms\"[^>]* checked")
                .doesNotContainPattern("id=\"captcha\"[^>]* checked");
        var first = step("channels", "back", back, "primaryChannel", "voice", "captcha", "true");
        assertThat(first.body()).contains("value=\"Shop &quot;&lt;b&gt;\"");

        var made =
                step(
                        "settings",
                        "create",
                        first,
                        "name",
                        "Shop",
                        "contactPoint",
                        "both",
                        "platforms",
                        "web",
                        "demoCredentials.mobile",
                        "919000000000");
        assertThat(made.status()).isEqualTo(422); // a demo was begun, and lacks its code
        assertThat(at(made)).isEqualTo("Demo");
        assertThat(made.body()).contains("id=\"demoCredentials-otp-error\"");
        made =
                step(
                        "demo",
                        "create",
                        made,
                        "demoCredentials.name",
                        "Review",
                        "demoCredentials.mobile",
                        "919000000000",
                        "demoCredentials.otp",
                        "402817");
        assertThat(made.location()).endsWith("/integrate?done=widget.created");
        var settings = only().settings();
        assertThat(settings.name()).isEqualTo("Shop");
        assertThat(settings.primaryChannel()).isEqualTo(Channel.VOICE);
        assertThat(settings.resendChannels()).isEmpty();
        assertThat(settings.captcha()).isTrue();
        assertThat(settings.demoCredentials()).isNotNull();
        assertThat(audited(account)).contains("widget.created Shop").doesNotContain("402817");
    }

    @Test
    void isDoneAtOnceWithANameAlone() {
        var made =
                developer.post(
                        NEW,
                        "step",
                        "settings",
                        "go",
                        "create",
                        "name",
                        "Shop",
                        "contactPoint",
                        "both");
        String page = made.location().replaceAll("\\?.*", "");
        assertThat(developer.get(page).body())
                .contains("Create a token", "aria-current=\"step\"")
                .doesNotContain("otp-provider.js");

        var token = developer.post(page.replace("/integrate", "/token"));
        assertThat(token.location()).contains("?token=").endsWith("&done=token.created");
        var known = got(tokens.list(account, MANY)).items().getFirst();
        assertThat(developer.get(token.location()).body())
                .contains(
                        only().id(),
                        known.value(),
                        "otp-provider.js",
                        "/dashboard/integrate?widget=");
        assertThat(audited(account)).contains("token.created Shop");
        assertThat(only().settings().captcha()).isTrue();
    }

    @Test
    void findsItsTokenAmongMany() {
        developer.post(NEW, "name", "Shop", "contactPoint", "both");
        String path = "/dashboard/widgets/" + only().id();
        database.sql(
                        """
                        INSERT INTO token (id, account_id, value, name, enabled, created_at)
                        SELECT lpad(n::text, 8, '0') || substr(md5(:account || '-' || n), 1, 16),
                               :account, md5(:account || '-value-' || n), 'Old ' || n, n > 110, now()
                          FROM generate_series(1, 220) AS n
                        """)
                .bind("account", account)
                .then()
                .block();
        assertThat(developer.get(path + "/integrate").body())
                .as("disabled ones are passed over")
                .doesNotContain("Create a token")
                .contains(">Old 111</option>");

        var made = developer.post(path + "/token");

        assertThat(developer.get(made.location()).body())
                .containsPattern(
                        "<option value=\"[0-9a-f]{24}\" selected=\"selected\">Shop</option>")
                .contains("otp-provider.js");
    }

    @Test
    void aViewerSeesTheCodeButMakesNoToken() {
        developer.post(NEW, "name", "Shop", "contactPoint", "both");
        var viewer = person(account, Role.VIEWER).browser();
        String path = "/dashboard/widgets/" + only().id();
        assertThat(viewer.get(path + "/integrate").body()).doesNotContain("/token\"");
        assertThat(viewer.post(path + "/token").status()).isEqualTo(403);
        assertThat(got(tokens.list(account, MANY)).items()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # last step | what is wrong | the step that tells | the field
                    settings | name= | Settings | name
                    settings | verificationType=magicLink | Settings | redirectUrl
                    settings | redirectUrl=http://shop.example | Settings | redirectUrl
                    channels | verificationType=magicLink,redirectUrl=https://shop.example/,primaryChannel=voice | Settings | verificationType
                    channels | verificationType=magicLink,redirectUrl=https://shop.example/ | Channels | templates-sms-templateId
                    demo | demoCredentials.name=Review | Demo | demoCredentials-otp
                    demo | demoCredentials.name=a,demoCredentials.otp=123,demoCredentials.email=a@shop.example | Demo | demoCredentials-otp
                    demo | demoCredentials.name=a,demoCredentials.otp=123456,demoCredentials.email=a | Demo | demoCredentials-email
                    """)
    void explainsWhatDoesNotGoTogetherWhereItStands(
            String last, String wrong, String step, String field) {
        var fields = new ArrayList<>(List.of("name", "Shop", "contactPoint", "both"));
        if (wrong.startsWith("name=")) {
            fields.set(1, "");
        }
        for (String pair : wrong.split(",", -1)) {
            fields.add(pair.split("=", 2)[0]);
            fields.add(pair.split("=", 2)[1]);
        }
        fields.addAll(
                List.of(
                        "seen",
                        "settings",
                        "step",
                        last,
                        "go",
                        last.equals("demo") ? "create" : "next"));
        var answer = developer.post(NEW, fields.toArray(String[]::new));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(at(answer)).isEqualTo(step);
        assertThat(answer.body())
                .contains(
                        "<title>Error: ", "href=\"#" + field + "\"", "id=\"" + field + "-error\"");
        assertThat(got(widgets.list(account, MANY)).items()).isEmpty();
    }

    @Test
    void forgetsChannelsThatReachNobodyAnyMore() {
        var channels = step("settings", "next", NO_PAGE, "name", "Shop", "contactPoint", "both");
        var demo =
                step(
                        "channels",
                        "next",
                        channels,
                        "primaryChannel",
                        "sms",
                        "resendChannels",
                        "sms");
        var back = step("channels", "back", step("demo", "back", demo), "primaryChannel", "sms");
        assertThat(
                        step("settings", "create", back, "name", "Shop", "contactPoint", "email")
                                .status())
                .isEqualTo(303);
        assertThat(only().settings().primaryChannel()).isEqualTo(Channel.EMAIL);
        assertThat(only().settings().resendChannels()).containsExactly(Channel.EMAIL);
    }

    @Test
    void offersTheTemplatesOfTheChannels() {
        var form =
                """
                {"name":"Log in","channel":"email","variants":{"en":{"subject":"Log in","text":"Go: ##LINK##"}}}
                """;
        var template =
                got(
                        templates.create(
                                account,
                                TemplateForm.read(
                                        (ObjectNode) JsonMapper.shared().readTree(form))));
        var channels =
                step(
                        "settings",
                        "next",
                        NO_PAGE,
                        "name",
                        "Shop",
                        "contactPoint",
                        "email",
                        "verificationType",
                        "magicLink",
                        "redirectUrl",
                        "https://shop.example/in");
        assertThat(channels.body()).contains("Log in").doesNotContain("templates.sms.templateId");
        var made =
                step("channels", "create", channels, "templates.email.templateId", template.id());
        assertThat(made.status()).isEqualTo(303);
        assertThat(only().settings().templates()).containsOnlyKeys(Channel.EMAIL);
    }

    @Test
    void readsAndShowsTimesWhereTheAccountsClocksStand() {
        person(account, Role.OWNER)
                .browser()
                .post("/dashboard/account", "name", "Shop", "timeZone", "Asia/Kolkata");
        String typed = "2027-03-01T09:15";
        var demo =
                step(
                        "channels",
                        "next",
                        step("settings", "next", NO_PAGE, "name", "Shop", "contactPoint", "both"));
        var back = step("demo", "back", demo, "demoCredentials.expiresAt", typed);
        var again = step("channels", "next", back);
        assertThat(at(again)).isEqualTo("Demo");
        assertThat(again.body())
                .containsPattern("id=\"demoCredentials-expiresAt\"[^>]*value=\"" + typed + "\"");
        var made =
                step(
                        "demo",
                        "create",
                        again,
                        "demoCredentials.name",
                        "Review",
                        "demoCredentials.mobile",
                        "919000000000",
                        "demoCredentials.otp",
                        "402817",
                        "demoCredentials.expiresAt",
                        typed);
        assertThat(made.status()).isEqualTo(303);
        var credentials = Objects.requireNonNull(only().settings().demoCredentials());
        assertThat(credentials.expiresAt()).isEqualTo("2027-03-01T03:45:00Z");
        assertThat(developer.get("/dashboard/widgets/" + only().id()).body())
                .containsPattern("id=\"demoCredentials-expiresAt\"[^>]*value=\"" + typed + "\"");
    }

    private static final Answer NO_PAGE = new Answer(0, "", "", List.of(), "");

    /** Presses a button of a page, with what the page carries. */
    private Answer step(String step, String go, Answer page, String... typed) {
        var fields = new ArrayList<>(List.of(typed));
        HIDDEN.matcher(page.body())
                .results()
                .filter(found -> !found.group(1).equals("csrf") && !found.group(1).equals("step"))
                .filter(found -> !List.of(typed).contains(found.group(1)))
                .forEach(
                        found -> {
                            fields.add(found.group(1));
                            fields.add(
                                    found.group(2)
                                            .replace("&quot;", "\"")
                                            .replace("&lt;", "<")
                                            .replace("&gt;", ">"));
                        });
        fields.addAll(List.of("step", step, "go", go));
        return developer.post(NEW, fields.toArray(String[]::new));
    }

    private static String at(Answer answer) {
        var found =
                Pattern.compile("<title>[^<]*New widget: ([^<]*) – OTP Widget")
                        .matcher(answer.body());
        return found.find() ? found.group(1) : "";
    }

    private Widget only() {
        var all = got(widgets.list(account, MANY)).items();
        assertThat(all).hasSize(1);
        return all.getFirst();
    }
}
