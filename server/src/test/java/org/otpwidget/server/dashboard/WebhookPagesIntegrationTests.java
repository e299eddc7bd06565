package org.otpwidget.server.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.otpwidget.server.LogWatch;
import org.otpwidget.server.operator.Role;

import java.time.Duration;
import java.util.regex.Pattern;

class WebhookPagesIntegrationTests extends DashboardServer {

    private static final String LIST = "/dashboard/webhooks";
    private static final String URL = "https://hooks.shop.example/otp?key=hush-2931";
    private static final Pattern SECRET = Pattern.compile("whsec_[A-Za-z0-9+/=]{44}");

    @Test
    void addsShowsTheSecretOnceAndChanges() {
        long account = newAccount();
        var admin = person(account, Role.ADMIN).browser();
        assertThat(admin.get(LIST).body()).contains("No webhooks yet");
        assertThat(admin.get(LIST + "/new").body()).contains("The visitor was verified");

        var made = added(admin);
        String path = path(admin);
        assertThat(secret(made.body())).isNotEmpty();
        assertThat(admin.get(path).body()).doesNotContain("whsec_");
        assertThat(audited(account))
                .startsWith("webhook.created Shop")
                .contains("hooks.shop.example")
                .doesNotContain("whsec_", "hush-2931");

        admin.post(
                path + "/edit",
                "name",
                "Shop 2",
                "url",
                "https://other.shop.example/otp",
                "events",
                "verification.failed");
        assertThat(admin.get(LIST).body()).contains("Shop 2").contains("Disabled");
        assertThat(admin.get(path).body())
                .contains("https://other.shop.example/otp")
                .contains("failed");
        assertThat(audited(account)).startsWith("webhook.changed Shop 2").doesNotContain("hush");

        admin.post(path + "/delete");
        assertThat(admin.get(path).status()).isEqualTo(404);
        assertThat(audited(account)).startsWith("webhook.deleted Shop 2");
    }

    @Test
    void rotatesTheSecretWithAnOverlap() {
        long account = newAccount();
        var admin = person(account, Role.ADMIN).browser();
        String first = secret(added(admin).body());
        String path = path(admin);

        assertThat(admin.get(path + "/rotate").body()).contains("For 24 hours");
        String second = secret(admin.post(path + "/rotate").body());

        assertThat(second).isNotEqualTo(first);
        assertThat(admin.get(path).body()).contains("The old secret signs too, until");
        assertThat(audited(account)).startsWith("webhook.rotated Shop").doesNotContain("whsec_");
    }

    @Test
    void saysAtTheFieldWhatIsWrong() {
        var admin = person(newAccount(), Role.ADMIN).browser();
        var answer = admin.post(LIST + "/new", "name", "Shop", "url", "http://127.0.0.1/");
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body())
                .contains("href=\"#url\"")
                .contains("href=\"#events\"")
                .contains("value=\"http://127.0.0.1/\"")
                .doesNotContain("whsec_");
    }

    @Test
    void listsDeliveriesAndSendsOneAgain() {
        long account = newAccount();
        var admin = person(account, Role.ADMIN).browser();
        added(admin);
        String path = path(admin);
        assertThat(admin.get(path).body()).contains("No events yet");
        String webhook = path.substring(LIST.length() + 1);
        String delivery = Requests.delivery(database, webhook, clock.instant());

        assertThat(admin.get(path).body()).contains("HTTP 503").contains("Given up");
        assertThat(admin.get(path + "?status=delivered").body()).contains("None of these");
        assertThat(admin.get(path + "?status=failed").body()).contains("HTTP 503");

        var answer = admin.post(path + "/deliveries/" + delivery + "/replay");
        assertThat(answer.location()).isEqualTo(path + "?done=webhook.replayed");
        assertThat(admin.get(path + "?status=failed").body()).contains("None of these");
        assertThat(audited(account)).startsWith("webhook.replayed Shop").contains(delivery);
    }

    @Test
    void hidesPeopleAndAddressesFromViewers() {
        long account = newAccount();
        var admin = person(account, Role.ADMIN).browser();
        added(admin);
        String path = path(admin);
        Requests.delivery(database, path.substring(LIST.length() + 1), clock.instant());

        assertThat(admin.get(path).body()).contains("919876500001").contains("hush-2931");
        var viewer = person(account, Role.VIEWER).browser();
        assertThat(viewer.get(path).body())
                .contains("verification.verified")
                .doesNotContain("919876500001", "hush-2931", "/replay", path + "/edit");
        assertThat(viewer.get(LIST).body())
                .contains("https://hooks.shop.example")
                .doesNotContain("hush-2931");
        var developer = person(account, Role.DEVELOPER).browser();
        assertThat(developer.get(path).body()).contains("919876500001").doesNotContain("hush");
    }

    @Test
    void showsWhatBecameOfATestEvent() {
        var admin = person(newAccount(), Role.ADMIN).browser();
        added(admin);
        String path = path(admin);
        assertThat(admin.get(path + "/test").body()).contains("webhook.test");
        // Nobody answers at an address that does not exist.
        assertThat(admin.post(path + "/test").body())
                .contains("No answer")
                .contains("Not delivered");
    }

    @Test
    void asksForThePassphraseBeforeASecretIsShown() {
        var admin = person(newAccount(), Role.ADMIN).browser();
        added(admin);
        String path = path(admin);
        clock.move(Duration.ofMinutes(11));
        assertThat(admin.get(path + "/rotate").location()).startsWith("/dashboard/confirm?next=");
        assertThat(admin.post(path + "/rotate").body()).doesNotContain("whsec_");
        assertThat(admin.get(path).status()).isEqualTo(200);
    }

    private static Browser.Answer added(Browser admin) {
        var made =
                admin.post(
                        LIST + "/new",
                        "name",
                        "Shop",
                        "url",
                        URL,
                        "enabled",
                        "true",
                        "events",
                        "verification.verified");
        assertThat(made.status()).as(made.body()).isEqualTo(200);
        return made;
    }

    private static String path(Browser admin) {
        var link = Pattern.compile(LIST + "/[0-9a-f]{24}").matcher(admin.get(LIST).body());
        assertThat(link.find()).isTrue();
        return link.group();
    }

    private static String secret(String body) {
        var found = SECRET.matcher(body);
        assertThat(found.find()).as(body).isTrue();
        LogWatch.secret(found.group());
        return found.group();
    }
}
