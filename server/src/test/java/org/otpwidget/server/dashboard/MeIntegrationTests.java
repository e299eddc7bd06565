package org.otpwidget.server.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.otpwidget.server.dashboard.Browser.Answer;
import org.otpwidget.server.operator.OperatorSessions;
import org.otpwidget.server.operator.Operators;
import org.otpwidget.server.operator.Role;
import org.springframework.beans.factory.annotation.Autowired;

import java.net.InetAddress;
import java.time.Duration;
import java.util.regex.Pattern;

/** An operator's own page, and links for a new passphrase where no mail can be sent. */
class MeIntegrationTests extends DashboardServer {

    private static final String ME = "/dashboard/me";
    private static final String FRESH = "another horse, another battery";
    private static final Pattern LINK = Pattern.compile("/sign-in/reset/[A-Za-z0-9_-]{43}");

    @Autowired private OperatorSessions sessions;
    @Autowired private Operators operators;

    @Test
    void changesTheOwnPassphraseAndEndsTheOtherSessions() {
        long account = newAccount();
        var viewer = person(account, Role.VIEWER);
        var elsewhere = again(viewer);

        var answer = change(viewer, PASSPHRASE, FRESH);

        assertThat(answer.location()).isEqualTo(ME + "?done=passphrase.changed");
        assertThat(viewer.browser().get(ME).status()).isEqualTo(200);
        assertThat(elsewhere.get(ME).status()).isEqualTo(303);
        assertThat(signIn(viewer, PASSPHRASE).status()).isEqualTo(422);
        assertThat(signIn(viewer, FRESH).status()).isEqualTo(303);
        assertThat(audited(account))
                .contains("operator.passphraseChanged")
                .doesNotContain(FRESH, PASSPHRASE);
    }

    @Test
    void changesNothingWithoutTheOldPassphraseOrForAnUnfitOne() {
        var owner = person(newAccount(), Role.OWNER);
        var elsewhere = again(owner);

        var wrong = change(owner, "not the passphrase", FRESH);
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.body())
                .contains("That was not your passphrase.")
                .doesNotContain(FRESH, "not the passphrase\"");
        var shortOne = change(owner, PASSPHRASE, "short");
        assertThat(shortOne.status()).isEqualTo(422);
        assertThat(shortOne.body()).contains("12 to 200 characters");
        assertThat(elsewhere.get(ME).status()).isEqualTo(200);
        assertThat(signIn(owner, PASSPHRASE).status()).isEqualTo(303);
    }

    @Test
    void limitsGuessesAtTheOldPassphrase() {
        var owner = person(newAccount(), Role.OWNER);
        for (int n = 0; n < 10; n++) {
            assertThat(change(owner, "not the passphrase", FRESH).status()).isEqualTo(422);
        }
        assertThat(change(owner, PASSPHRASE, FRESH).status()).isEqualTo(429);
    }

    @Test
    void listsAndEndsTheOwnSessionsOnly() {
        long account = newAccount();
        var viewer = person(account, Role.VIEWER);
        var elsewhere = again(viewer);
        var owner = person(account, Role.OWNER);

        assertThat(viewer.browser().get(ME).body())
                .contains("Second browser")
                .doesNotContain(owner.operator().email());
        assertThat(viewer.browser().post(end(owner.session().id())).status()).isEqualTo(404);
        assertThat(owner.browser().post(end(viewer.session().id())).status()).isEqualTo(404);

        String other =
                got(sessions.list(viewer.operator())
                                .filter(session -> session.agent().equals("Second browser"))
                                .next())
                        .id();
        assertThat(viewer.browser().post(end(other)).location()).startsWith(ME);
        assertThat(elsewhere.get(ME).status()).isEqualTo(303);
        assertThat(audited(account)).contains("session.ended");
    }

    @Test
    void saysWhoHelpsWhereNoMailCanBeSent() {
        assertThat(browser().get("/sign-in").body()).contains("/sign-in/forgotten");
        assertThat(browser().get("/sign-in/forgotten").body())
                .contains("An owner or admin can open Operators")
                .doesNotContain("name=\"email\"");
    }

    @Test
    void letsAnOperatorHelpAnother() {
        long account = newAccount();
        var admin = person(account, Role.ADMIN);
        var developer = person(account, Role.DEVELOPER);
        var helped = help(admin, developer);
        assertThat(helped.body()).contains(developer.operator().email(), "within 30 minutes");
        String link = link(helped);

        assertThat(browser().get(link).body()).contains(developer.operator().email());
        assertThat(browser().get(link + "?lang=hi").body())
                .contains("<html lang=\"hi\"", "href=\"" + link + "?lang=en\"")
                .contains(developer.operator().email());
        assertThat(reset(link, "short").status()).isEqualTo(422);
        assertThat(reset(link, FRESH).location()).isEqualTo("/sign-in?done=passphraseReset");
        assertThat(reset(link, PASSPHRASE).status()).isEqualTo(410);
        assertThat(developer.browser().get(ME).status()).isEqualTo(303);
        assertThat(signIn(developer, PASSPHRASE).status()).isEqualTo(422);
        assertThat(signIn(developer, FRESH).status()).isEqualTo(303);
        assertThat(audited(account))
                .contains("operator.resetAsked", "operator.reset ")
                .doesNotContain(link.substring(link.lastIndexOf('/') + 1));
    }

    @Test
    void helpsNobodyAbove() {
        long account = newAccount();
        var admin = person(account, Role.ADMIN);
        assertThat(help(admin, person(account, Role.OWNER)).status()).isEqualTo(409);
        assertThat(help(admin, person(newAccount(), Role.VIEWER)).status()).isEqualTo(404);
    }

    @Test
    void endsLinksByTimeByTheNextOneAndWithTheOperator() {
        long account = newAccount();
        var owner = person(account, Role.OWNER);
        var viewer = person(account, Role.VIEWER);
        String replaced = link(help(owner, viewer));
        String old = link(help(owner, viewer));
        assertThat(browser().get(replaced).status()).isEqualTo(410);
        clock.move(Duration.ofMinutes(30));
        assertThat(browser().get(old).status()).isEqualTo(410);
        assertThat(reset(old, FRESH).status()).isEqualTo(410);

        owner.browser().post("/dashboard/confirm", "passphrase", PASSPHRASE);
        String changed = link(help(owner, viewer));
        assertThat(change(viewer, PASSPHRASE, FRESH).status()).isEqualTo(303);
        assertThat(browser().get(changed).status()).isEqualTo(410);

        String link = link(help(owner, viewer));
        got(
                operators.change(
                        person(account, Role.OWNER).operator(),
                        viewer.operator().id(),
                        Role.VIEWER,
                        false));
        assertThat(reset(link, PASSPHRASE).status()).isEqualTo(410);
        assertThat(help(owner, viewer).status()).isEqualTo(409);
    }

    @Test
    void endsLinksWithARoleThatSomebodyLoses() {
        long account = newAccount();
        var owner = person(account, Role.OWNER);
        var admin = person(account, Role.ADMIN);
        var developer = person(account, Role.DEVELOPER);
        String path = "/dashboard/operators/";

        String link = link(help(admin, developer));
        owner.browser().post(path + admin.operator().id(), "role", "viewer", "enabled", "true");
        var gone = browser().get(link);
        assertThat(gone.status()).isEqualTo(410);
        assertThat(gone.body()).contains("older than 30 minutes", "href=\"/sign-in/forgotten\"");
        assertThat(reset(link, FRESH).status()).isEqualTo(410);
        assertThat(help(admin, developer).status()).isEqualTo(403);

        String promoted = link(help(owner, developer));
        owner.browser().post(path + developer.operator().id(), "role", "admin", "enabled", "true");
        assertThat(reset(promoted, FRESH).status()).isEqualTo(410);
        assertThat(signIn(developer, PASSPHRASE).status()).isEqualTo(303);
    }

    private static Answer change(Person person, String old, String fresh) {
        return person.browser().post(ME + "/passphrase", "old", old, "passphrase", fresh);
    }

    private static Answer help(Person by, Person other) {
        return by.browser().post("/dashboard/operators/" + other.operator().id() + "/reset");
    }

    private static String link(Answer answer) {
        var found = LINK.matcher(answer.body());
        assertThat(found.find()).as("a link in the page").isTrue();
        return found.group();
    }

    private Answer reset(String link, String passphrase) {
        return browser().postRaw(link, "", "passphrase", passphrase);
    }

    private Answer signIn(Person person, String passphrase) {
        return browser()
                .header("X-Forwarded-For", "192.0.2." + (person.operator().id().hashCode() & 127))
                .postRaw(
                        "/sign-in",
                        "",
                        "email",
                        person.operator().email(),
                        "passphrase",
                        passphrase);
    }

    /** The same operator in another browser. */
    private Browser again(Person person) {
        var opened =
                got(
                        sessions.open(
                                person.operator(),
                                InetAddress.getLoopbackAddress(),
                                "Second browser"));
        return browser().with("otp-session", opened.token().reveal());
    }

    private static String end(String session) {
        return ME + "/sessions/" + session + "/end";
    }
}
