package org.otpwidget.server.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.otpwidget.server.LogWatch;
import org.otpwidget.server.dashboard.Browser.Answer;
import org.otpwidget.server.operator.Role;

import java.time.Duration;

class ProviderPagesIntegrationTests extends DashboardServer {

    private static final String LIST = "/dashboard/providers";
    private static final String SECRET = "hush-hush-7391";

    @Test
    void addsChangesSwitchesAndDeletes() {
        long account = newAccount();
        var admin = person(account, Role.ADMIN).browser();
        assertThat(admin.get(LIST).body()).contains("No providers yet");
        assertThat(admin.get(LIST + "/new").body()).contains(LIST + "/new?kind=smtp");
        assertThat(admin.get(LIST + "/new?kind=smtp").body())
                .contains("name=\"settings.password\"");

        String path = added(admin);
        assertThat(admin.get(LIST).body()).contains("Our mail").contains("Working");
        assertThat(audited(account)).startsWith("provider.created Our mail").doesNotContain(SECRET);
        assertThat(admin.get(path).body())
                .contains("mail.shop.example")
                .contains("It is stored and never shown.")
                .doesNotContain(SECRET);

        assertThat(moved(admin, path, "").status()).isEqualTo(422);
        assertThat(moved(admin, path, SECRET).status()).isEqualTo(303);
        assertThat(audited(account))
                .startsWith("provider.changed Mail")
                .contains("other.shop.example");
        assertThat(admin.get(path).body())
                .contains("other.shop.example")
                .contains("It is stored and never shown.");

        admin.post(path + "/enabled", "enabled", "false");
        assertThat(admin.get(LIST).body()).contains("Disabled");
        admin.post(path + "/delete");
        assertThat(admin.get(path).status()).isEqualTo(404);
        assertThat(audited(account)).startsWith("provider.deleted Mail").doesNotContain(SECRET);
    }

    @Test
    void tellsThatASecretChangedAndNotWhatItIs() {
        long account = newAccount();
        var admin = person(account, Role.ADMIN).browser();
        String path = added(admin);
        String another = "another-hush-5520";
        LogWatch.secret(another);
        admin.post(
                path,
                "name",
                "Our mail",
                "enabled",
                "true",
                "settings.host",
                "mail.shop.example",
                "settings.from",
                "a@shop.example",
                "settings.user",
                "ann",
                "settings.password",
                another);
        assertThat(audited(account).lines().findFirst().orElseThrow())
                .contains("settings.password")
                .contains("•••")
                .doesNotContain(another)
                .doesNotContain("settings.host");
    }

    @Test
    void saysAtTheFieldWhatIsWrong() {
        var admin = person(newAccount(), Role.ADMIN).browser();
        var answer =
                admin.post(
                        LIST + "/new",
                        "kind",
                        "smtp",
                        "name",
                        "Mail",
                        "settings.port",
                        "many",
                        "settings.password",
                        SECRET);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body())
                .contains("href=\"#settings-host\"")
                .contains("href=\"#settings-port\"")
                .contains("value=\"many\"")
                .doesNotContain(SECRET);
    }

    @Test
    void showsWhatTheVendorAnswered() {
        var admin = person(newAccount(), Role.ADMIN).browser();
        var made =
                admin.post(
                        LIST + "/new",
                        "kind",
                        "smtp",
                        "name",
                        "Mail",
                        "enabled",
                        "true",
                        "settings.host",
                        "127.0.0.1",
                        "settings.port",
                        "9",
                        "settings.from",
                        "a@shop.example");
        String path = made.location().split("\\?", 2)[0];
        assertThat(admin.get(path).body()).contains("Send test message");
        assertThat(admin.post(path, "to", "nobody").status()).isEqualTo(422);
        assertThat(admin.post(path, "to", email()).body())
                .contains("What the vendor answered")
                .contains("Failed for now");
    }

    @Test
    void asksAdminsAgainAndDevelopersNever() {
        long account = newAccount();
        var admin = person(account, Role.ADMIN).browser();
        String path = added(admin);
        var developer = person(account, Role.DEVELOPER).browser();
        assertThat(developer.get(LIST).body())
                .contains("Our mail")
                .doesNotContain("href=\"" + path);
        assertThat(developer.get(path).status()).isEqualTo(403);
        clock.move(Duration.ofMinutes(11));
        assertThat(admin.get(path).location()).startsWith("/dashboard/confirm?next=");
    }

    /** To another host, where a stored secret does not go by itself. */
    private static Answer moved(Browser admin, String path, String password) {
        return admin.post(
                path,
                "name",
                "Mail",
                "enabled",
                "true",
                "settings.host",
                "other.shop.example",
                "settings.from",
                "a@shop.example",
                "settings.user",
                "ann",
                "settings.password",
                password);
    }

    private static String added(Browser admin) {
        LogWatch.secret(SECRET);
        Answer made =
                admin.post(
                        LIST + "/new",
                        "kind",
                        "smtp",
                        "name",
                        "Our mail",
                        "enabled",
                        "true",
                        "settings.host",
                        "mail.shop.example",
                        "settings.from",
                        "a@shop.example",
                        "settings.user",
                        "ann",
                        "settings.password",
                        SECRET);
        assertThat(made.status()).as(made.body()).isEqualTo(303);
        return made.location().split("/test", 2)[0];
    }
}
