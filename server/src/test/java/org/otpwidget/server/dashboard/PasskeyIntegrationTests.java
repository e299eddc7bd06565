package org.otpwidget.server.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.otpwidget.server.dashboard.Browser.Answer;
import org.otpwidget.server.operator.Operators;
import org.otpwidget.server.operator.Role;
import org.springframework.beans.factory.annotation.Autowired;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** Passkeys from their making to their end, and whatever must not pass for one. */
class PasskeyIntegrationTests extends DashboardServer {

    private static final String ME = "/dashboard/me";
    private static final String NEW = "/dashboard/me/passkeys/new";
    private static final String OPTIONS = "/dashboard/me/passkeys/options";
    private static final String SIGN_IN = "/sign-in/passkey";
    private static final String CONFIRM = "/dashboard/confirm/passkey";
    private static final AtomicInteger ADDRESSES = new AtomicInteger();

    @Autowired private Operators operators;

    /** What an authenticator or its browser may do wrong. */
    enum Wrong {
        ORIGIN,
        SITE,
        NOT_VERIFIED;

        void doTo(VirtualAuthenticator authenticator) {
            switch (this) {
                case ORIGIN -> authenticator.origin = "https://otp.shop.example.evil.example";
                case SITE -> authenticator.site = "evil.example";
                case NOT_VERIFIED -> authenticator.verifies = false;
            }
        }
    }

    @Test
    void addsAPasskeyAndSignsInWithIt() {
        long account = newAccount();
        var viewer = person(account, Role.VIEWER);
        var authenticator = new VirtualAuthenticator();

        var added = add(viewer, authenticator, "Work laptop");
        assertThat(added.location()).isEqualTo(ME + "?done=passkey.added");
        assertThat(viewer.browser().get(ME).body()).contains("Work laptop");

        var browser = from(address());
        var answer = signIn(browser, authenticator);
        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.location()).isEqualTo("/dashboard");
        assertThat(browser.get("/dashboard").body()).contains(viewer.operator().email());
        assertThat(signIn(from(address()), authenticator).status()).isEqualTo(303);
        assertThat(audited(account))
                .contains("passkey.added Work laptop", "operator.signedIn", "\"passkey\"");
    }

    @Test
    void tellsNobodysPasskeysBeforeTheSignIn() {
        var authenticator = new VirtualAuthenticator();
        add(person(newAccount(), Role.OWNER), authenticator, "Phone");
        assertThat(browser().get(SIGN_IN).body())
                .contains("\"allowCredentials\":[]", "\"userVerification\":\"required\"");
    }

    @ParameterizedTest
    @EnumSource(Wrong.class)
    void addsNothingThatIsWrong(Wrong wrong) {
        var owner = person(newAccount(), Role.OWNER);
        var authenticator = new VirtualAuthenticator();
        wrong.doTo(authenticator);

        assertThat(add(owner, authenticator, "Phone").status()).isEqualTo(422);
        assertThat(owner.browser().get(ME).body()).doesNotContain("Phone");
    }

    @ParameterizedTest
    @EnumSource(Wrong.class)
    void letsNobodyInByWhatIsWrong(Wrong wrong) {
        long account = newAccount();
        var authenticator = new VirtualAuthenticator();
        add(person(account, Role.OWNER), authenticator, "Phone");
        wrong.doTo(authenticator);

        refused(authenticator, browser().get(SIGN_IN).body());
        assertThat(audited(account)).contains("operator.refused");
    }

    @Test
    void takesAnAnswerOnce() {
        var owner = person(newAccount(), Role.OWNER);
        var authenticator = new VirtualAuthenticator();
        String made = authenticator.create(owner.browser().get(OPTIONS).body());
        assertThat(owner.browser().post(NEW, "name", "A", "credential", made).status())
                .isEqualTo(303);
        assertThat(owner.browser().post(NEW, "name", "B", "credential", made).status())
                .isEqualTo(422);

        String question = browser().get(SIGN_IN).body();
        String answer = authenticator.get(question);
        assertThat(from(address()).postRaw(SIGN_IN, "", "credential", answer).status())
                .isEqualTo(303);
        assertThat(from(address()).postRaw(SIGN_IN, "", "credential", answer).status())
                .isEqualTo(422);
        refused(authenticator, question);
    }

    @Test
    void takesAnAnswerForFiveMinutes() {
        var authenticator = new VirtualAuthenticator();
        add(person(newAccount(), Role.OWNER), authenticator, "Phone");
        String question = browser().get(SIGN_IN).body();
        clock.move(Duration.ofMinutes(5).plusSeconds(1));
        refused(authenticator, question);
    }

    @Test
    void takesAnAnswerForItsOwnQuestionOnly() {
        long account = newAccount();
        var owner = person(account, Role.OWNER);
        var other = person(account, Role.OWNER);
        var authenticator = new VirtualAuthenticator();
        add(owner, authenticator, "Phone");

        refused(authenticator, owner.browser().get(OPTIONS).body());
        refused(authenticator, owner.browser().get(CONFIRM).body());
        refused(authenticator, "{\"challenge\":\"AAAA\"}");
        String others = new VirtualAuthenticator().create(other.browser().get(OPTIONS).body());
        assertThat(owner.browser().post(NEW, "name", "B", "credential", others).status())
                .isEqualTo(422);
    }

    @Test
    void refusesASignatureOfAnotherKey() {
        var authenticator = new VirtualAuthenticator();
        add(person(newAccount(), Role.OWNER), authenticator, "Phone");
        authenticator.breaksSignatures = true;
        refused(authenticator, browser().get(SIGN_IN).body());
    }

    @Test
    void refusesACopyThatCountsFromBefore() {
        var authenticator = new VirtualAuthenticator();
        add(person(newAccount(), Role.OWNER), authenticator, "Phone");
        authenticator.count = 7;
        assertThat(signIn(from(address()), authenticator).status()).isEqualTo(303);
        authenticator.count = 7;
        refused(authenticator, browser().get(SIGN_IN).body());
        authenticator.count = 8;
        assertThat(signIn(from(address()), authenticator).status()).isEqualTo(303);
    }

    @Test
    void takesAuthenticatorsThatDoNotCount() {
        var authenticator = new VirtualAuthenticator();
        authenticator.count = 0;
        add(person(newAccount(), Role.OWNER), authenticator, "Phone");
        for (int n = 0; n < 2; n++) {
            authenticator.count = 0;
            assertThat(signIn(from(address()), authenticator).status()).isEqualTo(303);
        }
    }

    @Test
    void refusesAPasskeyThatNamesSomebodyElse() {
        var authenticator = new VirtualAuthenticator();
        add(person(newAccount(), Role.OWNER), authenticator, "Phone");
        authenticator.userHandle = "c29tZWJvZHkgZWxzZQ";
        refused(authenticator, browser().get(SIGN_IN).body());
    }

    @Test
    void answersAlikeForUnknownPasskeysAndRubbish() {
        refused(new VirtualAuthenticator(), browser().get(SIGN_IN).body());
        for (String rubbish : new String[] {"", "{}", "[[", "{\"id\":1}", "null"}) {
            var answer = from(address()).postRaw(SIGN_IN, "", "credential", rubbish);
            assertThat(answer.status()).as(rubbish).isEqualTo(422);
            assertThat(answer.body()).contains("This passkey does not let you in.");
        }
    }

    @Test
    void keepsOutWhoIsSwitchedOff() {
        long account = newAccount();
        var viewer = person(account, Role.VIEWER);
        var authenticator = new VirtualAuthenticator();
        add(viewer, authenticator, "Phone");
        got(
                operators.change(
                        person(account, Role.OWNER).operator(),
                        viewer.operator().id(),
                        Role.VIEWER,
                        false));
        refused(authenticator, browser().get(SIGN_IN).body());
    }

    @Test
    void provesAgainWhoIsThere() {
        long account = newAccount();
        var owner = person(account, Role.OWNER);
        var other = person(account, Role.OWNER);
        var own = new VirtualAuthenticator();
        var others = new VirtualAuthenticator();
        add(owner, own, "Mine");
        add(other, others, "Theirs");
        clock.move(Duration.ofMinutes(11));
        var browser = owner.browser();
        assertThat(browser.get(NEW).location()).startsWith("/dashboard/confirm?next=");
        assertThat(browser.get(OPTIONS).status()).isEqualTo(303);

        String question = browser.get(CONFIRM).body();
        String theirs = others.get(question);
        assertThat(browser.post(CONFIRM, "credential", theirs).status()).isEqualTo(422);
        assertThat(browser.get(NEW).status()).isEqualTo(303);

        String answer = own.get(browser.get(CONFIRM).body());
        assertThat(browser.post(CONFIRM, "credential", answer, "next", NEW).location())
                .isEqualTo(NEW);
        assertThat(browser.get(NEW).status()).isEqualTo(200);
    }

    @Test
    void removesOnesOwnPasskeysOnly() {
        long account = newAccount();
        var owner = person(account, Role.OWNER);
        var viewer = person(account, Role.VIEWER);
        var authenticator = new VirtualAuthenticator();
        add(viewer, authenticator, "Phone");
        String path =
                ME
                        + "/passkeys/"
                        + viewer.browser()
                                .get(ME)
                                .body()
                                .replaceAll("(?s).*/passkeys/([0-9a-f]{24})/delete.*", "$1")
                        + "/delete";

        assertThat(owner.browser().get(ME).body()).doesNotContain("Phone");
        assertThat(owner.browser().post(path).status()).isEqualTo(404);
        assertThat(viewer.browser().get(path).body()).contains("Phone");
        assertThat(viewer.browser().post(path).location()).startsWith(ME);
        refused(authenticator, browser().get(SIGN_IN).body());
        assertThat(audited(account)).contains("passkey.removed Phone");
    }

    @Test
    void asksForANameAndAnotherAuthenticator() {
        var owner = person(newAccount(), Role.OWNER);
        var authenticator = new VirtualAuthenticator();
        assertThat(add(owner, authenticator, " ").body()).contains("Enter a name");
        assertThat(add(owner, authenticator, "x".repeat(101)).status()).isEqualTo(422);
        assertThat(add(owner, authenticator, "Phone").status()).isEqualTo(303);
        assertThat(owner.browser().get(OPTIONS).body())
                .contains("\"excludeCredentials\":[{", "\"attestation\":\"none\"");
        assertThat(add(owner, authenticator, "Phone again").body())
                .contains("has a passkey for you already");
    }

    @Test
    void limitsAttemptsFromAnAddress() {
        var authenticator = new VirtualAuthenticator();
        add(person(newAccount(), Role.OWNER), authenticator, "Phone");
        String address = address();
        for (int n = 0; n < 10; n++) {
            assertThat(from(address).postRaw(SIGN_IN, "", "credential", "{}").status())
                    .isEqualTo(422);
        }
        assertThat(signIn(from(address), authenticator).status()).isEqualTo(429);
        assertThat(signIn(from(address()), authenticator).status()).isEqualTo(303);
    }

    @Test
    void limitsAttemptsOfASessionWhereverTheyComeFrom() {
        var owner = person(newAccount(), Role.OWNER);
        var authenticator = new VirtualAuthenticator();
        add(owner, authenticator, "Phone");
        var browser = owner.browser();
        String address = address();
        for (int n = 0; n < 10; n++) {
            browser.header("X-Forwarded-For", n < 5 ? address : address());
            assertThat(browser.post(CONFIRM, "credential", "{}").status()).isEqualTo(422);
        }
        String answer = authenticator.get(browser.get(CONFIRM).body());
        assertThat(browser.post(CONFIRM, "credential", answer).status()).isEqualTo(429);

        var colleague = person(newAccount(), Role.OWNER);
        var own = new VirtualAuthenticator();
        add(colleague, own, "Phone");
        colleague.browser().header("X-Forwarded-For", address);
        for (int n = 0; n < 6; n++) {
            colleague.browser().post(CONFIRM, "credential", "{}");
        }
        assertThat(
                        colleague
                                .browser()
                                .post(
                                        CONFIRM,
                                        "credential",
                                        own.get(colleague.browser().get(CONFIRM).body()))
                                .status())
                .as("who shares the address has attempts of their own")
                .isEqualTo(303);
    }

    @Test
    void oneWayInUsesUpNothingOfAnother() {
        var owner = person(newAccount(), Role.OWNER);
        var authenticator = new VirtualAuthenticator();
        add(owner, authenticator, "Phone");
        String home = address();
        for (int n = 0; n < 10; n++) {
            assertThat(byPassphrase(home, owner, "not the passphrase").status()).isEqualTo(422);
        }
        assertThat(byPassphrase(home, owner, PASSPHRASE).status()).isEqualTo(429);
        assertThat(signIn(from(home), authenticator).status()).isEqualTo(303);

        var other = person(newAccount(), Role.OWNER);
        String elsewhere = address();
        for (int n = 0; n < 10; n++) {
            from(elsewhere).postRaw(SIGN_IN, "", "credential", "{}");
        }
        assertThat(signIn(from(elsewhere), authenticator).status()).isEqualTo(429);
        assertThat(byPassphrase(elsewhere, other, PASSPHRASE).status()).isEqualTo(303);
    }

    private Answer byPassphrase(String address, Person person, String passphrase) {
        return from(address)
                .postRaw(
                        "/sign-in",
                        "",
                        "email",
                        person.operator().email(),
                        "passphrase",
                        passphrase);
    }

    private static Answer add(Person person, VirtualAuthenticator authenticator, String name) {
        String made = authenticator.create(person.browser().get(OPTIONS).body());
        return person.browser().post(NEW, "name", name, "credential", made);
    }

    private static Answer signIn(Browser browser, VirtualAuthenticator authenticator) {
        String answer = authenticator.get(browser.get(SIGN_IN).body());
        return browser.postRaw(SIGN_IN, "", "credential", answer);
    }

    private void refused(VirtualAuthenticator authenticator, String question) {
        var answer =
                from(address()).postRaw(SIGN_IN, "", "credential", authenticator.get(question));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.cookies()).isEmpty();
        assertThat(answer.body()).contains("This passkey does not let you in.");
    }

    private Browser from(String address) {
        return browser().header("X-Forwarded-For", address);
    }

    /** A client address that no other test has. */
    private static String address() {
        int n = ADDRESSES.incrementAndGet();
        return "198.51." + n / 250 + "." + (n % 250 + 1);
    }
}
