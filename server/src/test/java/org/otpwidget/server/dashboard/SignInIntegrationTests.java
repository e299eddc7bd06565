package org.otpwidget.server.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.r2dbc.spi.ConnectionFactory;

import org.junit.jupiter.api.Test;
import org.otpwidget.server.dashboard.Browser.Answer;
import org.otpwidget.server.form.PageQuery;
import org.otpwidget.server.operator.OperatorSessions;
import org.otpwidget.server.operator.Operators;
import org.otpwidget.server.operator.Role;
import org.otpwidget.server.operator.SignIns;
import org.otpwidget.server.problem.Refused;
import org.otpwidget.server.secret.SecretText;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;

import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** Who gets in, for how long, and who does not. */
class SignInIntegrationTests extends DashboardServer {

    private static final AtomicInteger ADDRESSES = new AtomicInteger();

    @Autowired private Operators operators;
    @Autowired private OperatorSessions sessions;
    @Autowired private ConnectionFactory connections;
    @Autowired private BeanFactory parts;

    @Test
    void signsInAndOut() {
        var owner = person(newAccount(), Role.OWNER);
        var browser = from(address());

        var answer = signIn(browser, owner.operator().email(), PASSPHRASE);

        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.location()).isEqualTo("/dashboard");
        assertThat(answer.cookies())
                .singleElement()
                .asString()
                .contains("otp-session=", "Path=/", "SameSite=Lax")
                .containsIgnoringCase("HttpOnly")
                .doesNotContain("Domain");
        assertThat(browser.get("/dashboard").body()).contains(owner.operator().email());
        assertThat(browser.post("/dashboard/sign-out").location()).startsWith("/sign-in");
        assertThat(browser.get("/dashboard").status()).isEqualTo(303);
        assertThat(audited(owner.operator().accountId())).contains("operator.signedIn");
    }

    @Test
    void answersAlikeForUnknownAndKnownOperators() {
        var owner = person(newAccount(), Role.OWNER);
        var known = signIn(from(address()), owner.operator().email(), "not the passphrase");
        String stranger = email();
        var unknown = signIn(from(address()), stranger, "not the passphrase");

        assertThat(known.status()).isEqualTo(422).isEqualTo(unknown.status());
        assertThat(known.body().replace(owner.operator().email(), ""))
                .contains("E-mail or passphrase is wrong.")
                .isEqualTo(unknown.body().replace(stranger, ""));
        assertThat(known.cookies()).isEmpty();
        awaitRefused(owner.operator().accountId());
    }

    @Test
    void answersBeforeTheRefusalOfAKnownOperatorIsWritten() {
        var owner = person(newAccount(), Role.OWNER);
        try (var other = new OtherTransaction(connections)) {
            other.execute("LOCK TABLE audit IN SHARE MODE");
            assertThat(signIn(from(address()), owner.operator().email(), "wrong one").status())
                    .isEqualTo(422);
        }
        awaitRefused(owner.operator().accountId());
    }

    private void awaitRefused(long account) {
        await().until(() -> audited(account).contains("operator.refused"));
    }

    @Test
    void limitsAttemptsForAnOperator() {
        var owner = person(newAccount(), Role.OWNER);
        String email = owner.operator().email();
        for (int n = 0; n < 10; n++) {
            assertThat(signIn(from(address()), email, "wrong passphrase").status()).isEqualTo(422);
        }
        assertThat(signIn(from(address()), email, PASSPHRASE).status()).isEqualTo(429);

        clock.move(Duration.ofMinutes(6));
        assertThat(signIn(from(address()), email, PASSPHRASE).status()).isEqualTo(303);
        assertThat(signIn(from(address()), email, "wrong passphrase").status()).isEqualTo(422);
    }

    @Test
    void countsNoAttemptThatWasNotLookedAt() throws Exception {
        var owner = person(newAccount(), Role.OWNER);
        String email = owner.operator().email();
        String office = address();
        for (int n = 0; n < 9; n++) {
            assertThat(signIn(from(office), email, "wrong passphrase").status()).isEqualTo(422);
        }
        var busy = SignIns.busy(parts);
        var there = InetAddress.getByName(office);
        for (int n = 0; n < 30; n++) {
            assertThatThrownBy(
                            () ->
                                    busy.signIn(email, SecretText.of(PASSPHRASE), there, "Test")
                                            .block())
                    .isInstanceOf(Refused.class);
        }

        assertThat(signIn(from(office), email, "wrong passphrase").status())
                .as("what was counted before it still counts, and no more")
                .isEqualTo(422);
        assertThat(signIn(from(office), email, PASSPHRASE).status()).isEqualTo(429);
    }

    @Test
    void strangersElsewhereKeepNobodyOutOfWhereTheyCameInBefore() {
        var owner = person(newAccount(), Role.OWNER);
        String email = owner.operator().email();
        String office = address();
        assertThat(signIn(from(office), email, PASSPHRASE).status()).isEqualTo(303);
        for (int n = 0; n < 10; n++) {
            signIn(from(address()), email, "wrong passphrase");
        }
        assertThat(signIn(from(address()), email, PASSPHRASE).status()).isEqualTo(429);
        assertThat(signIn(from(office), email, PASSPHRASE).status()).isEqualTo(303);
        assertThat(signIn(from(address()), email, PASSPHRASE).status())
                .as("coming in at one place forgives no guesses at others")
                .isEqualTo(429);
        assertThat(owner.browser().post("/dashboard/confirm", "passphrase", PASSPHRASE).status())
                .isEqualTo(303);

        clock.move(Duration.ofDays(31));
        for (int n = 0; n < 10; n++) {
            signIn(from(address()), email, "wrong passphrase");
        }
        assertThat(signIn(from(office), email, PASSPHRASE).status()).isEqualTo(429);
    }

    @Test
    void limitsAttemptsWhereAnOperatorCameInBefore() {
        var owner = person(newAccount(), Role.OWNER);
        String email = owner.operator().email();
        String office = address();
        assertThat(signIn(from(office), email, PASSPHRASE).status()).isEqualTo(303);
        for (int n = 0; n < 10; n++) {
            assertThat(signIn(from(office), email, "wrong passphrase").status()).isEqualTo(422);
        }
        assertThat(signIn(from(office), email, PASSPHRASE).status()).isEqualTo(429);
    }

    @Test
    void limitsAttemptsOfASession() {
        var owner = person(newAccount(), Role.OWNER).browser();
        for (int n = 0; n < 10; n++) {
            owner.header("X-Forwarded-For", address());
            assertThat(owner.post("/dashboard/confirm", "passphrase", "wrong").status())
                    .isEqualTo(422);
        }
        assertThat(owner.post("/dashboard/confirm", "passphrase", PASSPHRASE).status())
                .isEqualTo(429);
    }

    @Test
    void limitsAttemptsFromAnAddress() {
        String address = address();
        for (int n = 0; n < 30; n++) {
            assertThat(signIn(from(address), email(), "wrong passphrase").status()).isEqualTo(422);
        }
        var owner = person(newAccount(), Role.OWNER);
        assertThat(signIn(from(address), owner.operator().email(), PASSPHRASE).status())
                .isEqualTo(429);
        assertThat(signIn(from(address()), owner.operator().email(), PASSPHRASE).status())
                .isEqualTo(303);
    }

    @Test
    void takesNoSessionThatSomebodyElseChose() {
        var owner = person(newAccount(), Role.OWNER);
        String chosen = "A".repeat(43);
        var browser = from(address()).with("otp-session", chosen);
        signIn(browser, owner.operator().email(), PASSPHRASE);

        assertThat(browser.cookie("otp-session")).isNotEqualTo(chosen);
        assertThat(browser().with("otp-session", chosen).get("/dashboard").status()).isEqualTo(303);
    }

    @Test
    void endsIdleSessions() {
        var owner = person(newAccount(), Role.OWNER).browser();
        clock.move(Duration.ofHours(11));
        assertThat(owner.get("/dashboard").status()).isEqualTo(200);
        clock.move(Duration.ofHours(11));
        assertThat(owner.get("/dashboard").status()).isEqualTo(200);
        clock.move(Duration.ofHours(12).plusMinutes(1));
        assertThat(owner.get("/dashboard").status()).isEqualTo(303);
    }

    @Test
    void endsOldSessionsHoweverBusy() {
        var owner = person(newAccount(), Role.OWNER).browser();
        for (int half = 0; half < 14; half++) {
            assertThat(owner.get("/dashboard").status()).isEqualTo(200);
            clock.move(Duration.ofHours(11).plusMinutes(59));
        }
        clock.move(Duration.ofMinutes(15));
        assertThat(owner.get("/dashboard").status()).isEqualTo(303);
    }

    @Test
    void keepsOutWhoIsSwitchedOff() {
        long account = newAccount();
        var viewer = person(account, Role.VIEWER);
        var owner = person(account, Role.OWNER);
        owner.browser()
                .post(
                        "/dashboard/operators/" + viewer.operator().id(),
                        "role",
                        "viewer",
                        "enabled",
                        "false");

        assertThat(viewer.browser().get("/dashboard").status()).isEqualTo(303);
        assertThat(signIn(from(address()), viewer.operator().email(), PASSPHRASE).status())
                .isEqualTo(422);
        assertThat(got(sessions.list(owner.operator(), new PageQuery(50, null))).items())
                .hasSize(1);
    }

    @Test
    void neverLosesTheLastOwner() {
        long account = newAccount();
        var owner = person(account, Role.OWNER);
        var answer =
                owner.browser()
                        .post(
                                "/dashboard/operators/" + owner.operator().id(),
                                "role",
                                "viewer",
                                "enabled",
                                "true");

        assertThat(answer.status()).isEqualTo(409);
        assertThat(got(operators.get(account, owner.operator().id())).role()).isEqualTo(Role.OWNER);
    }

    @Test
    void letsNoAdminMakeOwners() {
        long account = newAccount();
        var owner = person(account, Role.OWNER);
        var admin = person(account, Role.ADMIN);
        String path = "/dashboard/operators/";

        assertThat(
                        admin.browser()
                                .post(
                                        path + admin.operator().id(),
                                        "role",
                                        "owner",
                                        "enabled",
                                        "true")
                                .status())
                .isEqualTo(409);
        assertThat(
                        admin.browser()
                                .post(
                                        path + owner.operator().id(),
                                        "role",
                                        "viewer",
                                        "enabled",
                                        "true")
                                .status())
                .isEqualTo(409);
        assertThat(
                        admin.browser()
                                .post(path + "invite", "email", email(), "role", "owner")
                                .status())
                .isEqualTo(422);
    }

    @Test
    void refusesWhatOtherSitesSend() {
        var owner = person(newAccount(), Role.OWNER);
        String csrf = owner.browser().get("/dashboard").csrf();
        owner.browser().header("Sec-Fetch-Site", "cross-site");
        assertThat(owner.browser().postRaw("/dashboard/sign-out", csrf).status()).isEqualTo(403);
        owner.browser()
                .header("Sec-Fetch-Site", "same-origin")
                .header("Origin", "https://evil.example");
        assertThat(owner.browser().postRaw("/dashboard/sign-out", csrf).status()).isEqualTo(403);
        assertThat(owner.browser().postRaw("/%64ashboard/sign-out", csrf).status()).isEqualTo(403);
        assertThat(owner.browser().postRaw("/sign-in", "").status()).isEqualTo(403);
    }

    @Test
    void goesOnToOurOwnPagesOnly() {
        var owner = person(newAccount(), Role.OWNER);
        for (String next :
                new String[] {
                    "//evil.example", "https://evil.example", "/dashboard/../evil", "/dashboard\\x"
                }) {
            var browser = from(address());
            var answer =
                    browser.postRaw(
                            "/sign-in",
                            "",
                            "email",
                            owner.operator().email(),
                            "passphrase",
                            PASSPHRASE,
                            "next",
                            next);
            assertThat(answer.location()).as(next).isEqualTo("/dashboard");
        }
    }

    @Test
    void writesTheAuditTrailForGood() {
        long account = newAccount();
        person(account, Role.OWNER);
        for (String change :
                new String[] {
                    "UPDATE audit SET action = 'x'", "DELETE FROM audit", "TRUNCATE audit"
                }) {
            assertThatThrownBy(() -> database.sql(change).then().block())
                    .hasMessageContaining("only ever added to");
        }
        assertThat(audited(account)).contains("operator.joined");
    }

    private Answer signIn(Browser browser, String email, String passphrase) {
        return browser.postRaw("/sign-in", "", "email", email, "passphrase", passphrase);
    }

    private Browser from(String address) {
        return browser().header("X-Forwarded-For", address);
    }

    /** A client address that no other test has. */
    private static String address() {
        int n = ADDRESSES.incrementAndGet();
        return "203.0." + n / 250 + "." + (n % 250 + 1);
    }
}
