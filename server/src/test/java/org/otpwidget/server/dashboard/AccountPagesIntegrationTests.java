package org.otpwidget.server.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.otpwidget.server.account.AccountForm;
import org.otpwidget.server.form.PageQuery;
import org.otpwidget.server.operator.Role;

import java.time.Duration;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Objects;

class AccountPagesIntegrationTests extends DashboardServer {

    private static final String PAGE = "/dashboard/account";
    private static final String ERASE = PAGE + "/erase";

    @Test
    void showsTimesInTheTimeZoneOfTheAccount() {
        long account = newAccount();
        var owner = person(account, Role.OWNER).browser();
        assertThat(owner.get("/dashboard/audit").body()).contains(" UTC\"");

        var saved = owner.post(PAGE, "name", "Laden", "timeZone", "Asia/Kolkata", "language", "");

        assertThat(saved.location()).isEqualTo(PAGE + "?done=saved");
        assertThat(owner.get("/dashboard/audit").body())
                .contains(" Asia/Kolkata\"")
                .doesNotContain(" UTC\"");
        assertThat(audited(account)).contains("account.changed Laden", "timeZone");
        assertThat(owner.get(PAGE).body())
                .containsPattern("value=\"Asia/Kolkata\" selected")
                .contains("value=\"Laden\"");
    }

    @Test
    void keepsWhatOnlyTheApiCanChoose() {
        long account = newAccount();
        var owner = person(account, Role.OWNER).browser();
        got(
                accounts.change(
                        account,
                        form ->
                                new AccountForm(
                                        form.name(),
                                        ZoneId.of("Etc/GMT+5"),
                                        "de",
                                        form.retention(),
                                        null)));

        assertThat(owner.get(PAGE).body())
                .containsPattern("value=\"Etc/GMT\\+5\" selected")
                .containsPattern("value=\"de\" selected");
    }

    @Test
    void readsTimesInTheTimeZoneOfTheAccount() {
        long account = newAccount();
        var owner = person(account, Role.OWNER).browser();
        owner.post(PAGE, "name", "Shop", "timeZone", "Asia/Kolkata");

        owner.post(
                "/dashboard/authkeys/new",
                "name",
                "Shop",
                "scopes",
                "verify",
                "enabled",
                "true",
                "expiresAt",
                "2031-01-31T12:00");

        var key = authkeys.list(account, new PageQuery(10, null));
        var made = got(key).items().getFirst();
        assertThat(String.valueOf(made.expiresAt())).isEqualTo("2031-01-31T06:30:00Z");
        assertThat(owner.get("/dashboard/authkeys/" + made.id()).body())
                .contains("value=\"2031-01-31T12:00\"");
    }

    @Test
    void speaksTheLanguageOfTheAccountUnlessAnotherWasChosen() {
        var owner = person(newAccount(), Role.OWNER).browser();
        owner.post(PAGE, "name", "Shop", "timeZone", "UTC", "language", "hi");
        assertThat(owner.get(PAGE).body()).contains("lang=\"hi\"");
        assertThat(owner.get(PAGE + "/nothing").body()).contains("lang=\"hi\"");
        owner.with("otp-language", "en");
        assertThat(owner.get(PAGE).body()).contains("<html lang=\"en\"");
    }

    @Test
    void refusesWhatIsNoTimeOrTooLong() {
        var owner = person(newAccount(), Role.OWNER).browser();
        var refused =
                owner.post(
                        PAGE,
                        "name",
                        "",
                        "timeZone",
                        "Mars/Base",
                        "retention.webhookDeliveries",
                        "3",
                        "retention.requests",
                        "731");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body())
                .contains("for example Asia/Kolkata")
                .contains("from 4 to 730")
                .contains("from 1 to 730")
                .contains("href=\"#retention-requests\"");
    }

    @Test
    void asksBeforeAShorterTimeDeletes() {
        long account = newAccount();
        Requests.insert(database, account, clock.instant(), email());
        clock.move(Duration.ofDays(5));
        var owner = person(account, Role.OWNER).browser();
        Requests.insert(database, account, clock.instant(), email());
        String[] shorter = {"name", "Shop", "timeZone", "UTC", "retention.requests", "3"};

        var asked = owner.post(PAGE, shorter);

        assertThat(asked.status()).isEqualTo(200);
        assertThat(asked.body())
                .contains("Delete what is older now?", "3 days", "name=\"sure\"")
                .containsPattern("<td[^>]*>1</td>")
                .contains("name=\"retention.requests\" value=\"3\"")
                .doesNotContain("Webhook deliveries");
        assertThat(got(accounts.get(account)).retention().requests()).isNull();
        owner.post(
                PAGE, "name", "Shop", "timeZone", "UTC", "retention.requests", "3", "sure", "true");
        assertThat(got(accounts.get(account)).retention().requests()).isEqualTo(3);
        assertThat(
                        owner.post(
                                        PAGE,
                                        "name",
                                        "Shop",
                                        "timeZone",
                                        "UTC",
                                        "retention.requests",
                                        "4")
                                .location())
                .as("longer needs no question")
                .contains("done=saved");
    }

    @Test
    void erasesAfterHavingSaidWhat() {
        long account = newAccount();
        var owner = person(account, Role.OWNER).browser();
        String visitor = email();
        String other = email();
        Requests.insert(database, account, clock.instant(), visitor);
        Requests.insert(database, account, clock.instant(), other);

        assertThat(owner.post(ERASE, "identifier", "12").status()).isEqualTo(422);
        var found = owner.post(ERASE, "identifier", visitor.toUpperCase(Locale.ROOT));
        assertThat(found.body())
                .contains("Erase this person?", visitor)
                .containsPattern("<td[^>]*>1</td>");
        assertThat(rows(account)).isEqualTo(2);
        var erased = owner.post(ERASE + "/now", "identifier", visitor);

        assertThat(erased.body())
                .contains("A search afterwards found 0 rows")
                .doesNotContain(visitor);
        assertThat(rows(account)).isEqualTo(1);
        assertThat(audited(account)).contains("person.erased").doesNotContain(visitor);
        assertThat(owner.post(ERASE, "identifier", visitor).body()).contains("Nothing is there");
        assertThat(owner.get("/dashboard/audit").body()).contains("erased a person");
    }

    @Test
    void keepsDemoCredentialsOutOfTheAuditTrail() {
        long account = newAccount();
        var owner = person(account, Role.OWNER).browser();
        String somebody = email();
        owner.post(
                "/dashboard/widgets/new",
                "name",
                "Shop",
                "contactPoint",
                "both",
                "platforms",
                "web");
        String id = got(widgets.list(account, new PageQuery(1, null))).items().getFirst().id();
        owner.post(
                "/dashboard/widgets/" + id,
                "name",
                "Shop",
                "contactPoint",
                "both",
                "widgetType",
                "default",
                "verificationType",
                "otp",
                "platforms",
                "web",
                "primaryChannel",
                "sms",
                "otpLength",
                "6",
                "expiryTime",
                "10",
                "attemptLimit",
                "5",
                "resendCount",
                "3",
                "resendTime",
                "30",
                "demoCredentials.name",
                "Store",
                "demoCredentials.email",
                somebody,
                "demoCredentials.otp",
                "481516",
                "demoCredentials.expiresAt",
                "2031-01-31T12:00");
        assertThat(audited(account)).contains("demoCredentials.email").doesNotContain(somebody);
    }

    private long rows(long account) {
        return got(
                database.sql("SELECT count(*) AS rows FROM request WHERE account_id = :account")
                        .bind("account", account)
                        .map(row -> Objects.requireNonNull(row.get("rows", Long.class)))
                        .one());
    }
}
