package org.otpwidget.server.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.otpwidget.server.form.PageQuery;
import org.otpwidget.server.operator.Role;
import org.otpwidget.server.widget.Widget;

import java.util.regex.Pattern;

/** Export, a look at the difference, import, and the history that tells of it. */
class WidgetFilePagesIntegrationTests extends DashboardServer {

    private static final String IMPORT = "/dashboard/widgets/import";
    private static final String EXPORT = "/dashboard/widgets/export";
    private static final PageQuery MANY = new PageQuery(100, null);
    private static final Pattern VERSION =
            Pattern.compile("<button name=\"version\" value=\"([0-9a-f]+)\"");

    private long account;
    private Browser developer = browser();

    @BeforeEach
    void makeAWidget() {
        account = newAccount();
        developer = person(account, Role.DEVELOPER).browser();
        developer.post("/dashboard/widgets/new", "name", "Shop <b>", "contactPoint", "both");
    }

    @Test
    void showsWhatWouldChangeAndAppliesItOnlyThen() {
        String file = developer.post(EXPORT).body();
        assertThat(file).contains("- id: " + only().id(), "otpLength: 6");
        assertThat(
                        developer
                                .post(
                                        "/dashboard/widgets/" + only().id() + "/export",
                                        "portable",
                                        "true")
                                .body())
                .doesNotContain(only().id());
        assertThat(developer.post(IMPORT, "yaml", file).body())
                .contains("Nothing: all is as the file says.")
                .doesNotContain("name=\"version\"");

        String changed =
                file.replace("otpLength: 6", "otpLength: 8")
                                .replace("captcha: true", "captcha: false")
                        + "  - {name: Second, contactPoint: email}\n";
        var shown = developer.post(IMPORT, "yaml", changed);
        assertThat(shown.status()).isEqualTo(200);
        assertThat(shown.body())
                .contains("Digits of a code", "Shop &lt;b&gt;", "Second", "New", "Changes")
                .containsPattern("<del>.*6.*</del>")
                .containsPattern("<ins>.*8.*</ins>")
                .containsPattern("<ins>.*Off.*</ins>");
        assertThat(only().settings().otpLength()).isEqualTo(6);

        var done = developer.post(IMPORT, "yaml", changed, "version", version(shown.body()));
        assertThat(done.location()).isEqualTo("/dashboard/widgets?done=widgets.imported");
        var all = got(widgets.list(account, MANY)).items();
        assertThat(all).hasSize(2);
        var shop = all.stream().filter(one -> one.settings().name().startsWith("Shop")).toList();
        assertThat(shop.getFirst().settings().otpLength()).isEqualTo(8);

        String path = "/dashboard/widgets/" + shop.getFirst().id() + "/history";
        assertThat(developer.get(path).status()).isEqualTo(403); // the trail is not for developers
        assertThat(person(account, Role.ADMIN).browser().get(path).body())
                .contains("changed the widget", "created the widget", "Digits of a code")
                .containsPattern("<ins>.*Mobile numbers|Both.*</ins>");
    }

    @Test
    void showsTheDifferenceAnewWhenTheWidgetHasChanged() {
        String file = developer.post(EXPORT).body().replace("resendTime: 30", "resendTime: 5");
        String version = version(developer.post(IMPORT, "yaml", file).body());
        developer.post("/dashboard/widgets/" + only().id() + "/enabled", "enabled", "false");

        var conflict = developer.post(IMPORT, "yaml", file, "version", version);

        assertThat(conflict.status()).isEqualTo(409);
        assertThat(conflict.body())
                .contains("have changed since the difference was shown", "Wait before a resend");
        assertThat(only().settings().resendTime()).isEqualTo(30);
        assertThat(version(conflict.body())).isNotEqualTo(version);
    }

    @Test
    void keepsTheTextAndSaysTheLineOfAMistake() {
        var answer =
                developer.post(
                        IMPORT, "yaml", "widgets:\r\n  - name: <b>\r\n    otpLength: 99\r\n");
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body())
                .contains(
                        "Line 3: Send a whole number", "widgets[0].contactPoint", "name: &lt;b&gt;")
                .contains("<title>Error: ");
    }

    @Test
    void takesAFileOfAFullAccountAndSaysWhenItIsTooLarge() {
        var file = new StringBuilder("widgets:\n");
        for (int n = 0; n < 900; n++) {
            file.append("  - name: दुकान %d\n    contactPoint: both\n".formatted(n));
            file.append("    redirectUrl: 'https://shop.example/%s'\n".formatted("x".repeat(300)));
        }
        var shown = developer.post(IMPORT, "yaml", file.toString());
        assertThat(shown.status()).isEqualTo(200);
        var done =
                developer.post(IMPORT, "yaml", file.toString(), "version", version(shown.body()));
        assertThat(done.location()).isEqualTo("/dashboard/widgets?done=widgets.imported");
        String exported = developer.post(EXPORT).body();
        assertThat(exported.length()).isGreaterThan(600_000);
        assertThat(developer.post(IMPORT, "yaml", exported).body())
                .contains("Nothing: all is as the file says.");

        String larger = exported + "# x\n".repeat(200_000);
        assertThat(developer.post(IMPORT, "yaml", larger).body())
                .contains("A file has at most 1 MB");
        var refused = developer.post(IMPORT, "yaml", "x".repeat(4_000_000));
        assertThat(refused.status()).isEqualTo(413);
        assertThat(refused.body()).contains("That was too much at once", "1 MB");
    }

    private static String version(String page) {
        var found = VERSION.matcher(page);
        return found.find() ? found.group(1) : "";
    }

    private Widget only() {
        var all = got(widgets.list(account, MANY)).items();
        assertThat(all).hasSize(1);
        return all.getFirst();
    }
}
