package org.otpwidget.server.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.otpwidget.server.operator.Role;
import org.otpwidget.server.widget.WidgetForm;

import tools.jackson.databind.json.JsonMapper;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

class VerificationPagesIntegrationTests extends DashboardServer {

    private static final String LIST = "/dashboard/verifications";

    @Test
    void showsTheLatestAndWhatHappened() {
        long account = newAccount();
        var developer = person(account, Role.DEVELOPER).browser();
        assertThat(developer.get(LIST).body()).contains("Nobody has asked for a code yet");

        String visitor = email();
        String id = Requests.insert(database, account, clock.instant(), visitor);
        assertThat(developer.get(LIST).body())
                .contains(visitor)
                .contains("Not delivered")
                .contains(LIST + "/" + id);
        assertThat(developer.get(LIST + "/" + id).body())
                .contains("203.0.113.9")
                .contains("shop.example")
                .contains("E-mail not delivered")
                .contains("&lt;b&gt;mailbox full&lt;/b&gt;")
                .contains("Wrong codes tried: 2");
    }

    @Test
    void marksDemosInvisibleOnesAndDenials() {
        long account = newAccount();
        var developer = person(account, Role.DEVELOPER).browser();
        String id = Requests.insert(database, account, clock.instant(), email());
        assertThat(developer.get(LIST).body()).doesNotContain(">Demo<", ">Without a code<");
        database.sql(
                        "WITH gone AS (DELETE FROM message WHERE request_id = :id) UPDATE request"
                                + " SET demo = true, invisible = true, voided_at = created_at"
                                + " WHERE id = :id")
                .bind("id", id)
                .then()
                .block();

        assertThat(developer.get(LIST).body()).contains(">Demo<", ">Without a code<", "Denied");
        assertThat(developer.get(LIST + "/" + id).body())
                .contains(">Asked for<", "Demo credentials:", "Number confirmed by your provider")
                .contains("Stopped: the recipient said", "Denied by its recipient", ">Demo<");
    }

    @Test
    void findsByPersonAndByReqId() {
        long account = newAccount();
        var developer = person(account, Role.DEVELOPER).browser();
        String one = email();
        String other = email();
        String id = Requests.insert(database, account, clock.instant(), one);
        String otherId = Requests.insert(database, account, clock.instant(), other);

        assertThat(developer.get(search(one)).body())
                .contains(LIST + "/" + id)
                .doesNotContain(otherId);
        assertThat(developer.get(search(otherId)).body()).contains(other).doesNotContain(one);
        assertThat(developer.get(search(email())).body()).contains("Nothing found");
        var wrong = developer.get(search("12"));
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.body()).contains("aria-invalid=\"true\"").doesNotContain(id);
    }

    @Test
    void masksWhatViewersSee() {
        long account = newAccount();
        var viewer = person(account, Role.VIEWER).browser();
        String visitor = email();
        String id = Requests.insert(database, account, clock.instant(), visitor);

        assertThat(viewer.get(LIST).body()).contains("o…@example.com").doesNotContain(visitor);
        assertThat(viewer.get(LIST + "/" + id).body())
                .contains("o…@example.com")
                .doesNotContain(visitor);
        assertThat(viewer.get(search(id)).body()).contains(LIST + "/" + id).doesNotContain(visitor);
        assertThat(viewer.get(search(visitor)).body())
                .contains(LIST + "/" + id)
                .contains("o…@example.com");
    }

    @Test
    void masksWhoseDemoCredentialsTheyAre() {
        long account = newAccount();
        var settings =
                JsonMapper.shared()
                        .createObjectNode()
                        .put("name", "Shop")
                        .put("contactPoint", "both");
        settings.putObject("demoCredentials")
                .put("name", "Review")
                .put("mobile", "919000000000")
                .put("otp", "402817")
                .put("expiresAt", clock.instant().plus(Duration.ofDays(9)).toString());
        String page =
                "/dashboard/widgets/"
                        + got(widgets.create(account, WidgetForm.read(settings))).id();

        assertThat(person(account, Role.DEVELOPER).browser().get(page).body())
                .contains("919000000000");
        assertThat(person(account, Role.VIEWER).browser().get(page).body())
                .contains("Review")
                .doesNotContain("919000000000");
    }

    @Test
    void speaksHindi() {
        var viewer = person(newAccount(), Role.VIEWER).browser().with("otp-language", "hi");
        assertThat(viewer.get(LIST).body()).contains("हाल के सत्यापन").contains("lang=\"hi\"");
    }

    private static String search(String text) {
        return LIST + "?q=" + URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
