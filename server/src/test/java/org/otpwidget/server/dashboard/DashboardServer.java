package org.otpwidget.server.dashboard;

import org.otpwidget.server.LogWatch;
import org.otpwidget.server.account.Accounts;
import org.otpwidget.server.credential.Authkeys;
import org.otpwidget.server.credential.Tokens;
import org.otpwidget.server.database.TestDatabase;
import org.otpwidget.server.delivery.MovableClock;
import org.otpwidget.server.operator.Invitations;
import org.otpwidget.server.operator.Operator;
import org.otpwidget.server.operator.OperatorSession;
import org.otpwidget.server.operator.Role;
import org.otpwidget.server.secret.SecretText;
import org.otpwidget.server.widget.Widgets;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import reactor.core.publisher.Mono;

import java.net.InetAddress;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The whole server with a clock that tests move; operators of any role sign in with one call. All
 * test classes that extend this share it.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@Import(DashboardServer.Parts.class)
abstract class DashboardServer {

    static final String PASSPHRASE = "correct horse battery staple";

    private static final TestDatabase DATABASE = TestDatabase.create();
    private static final AtomicInteger PEOPLE = new AtomicInteger();

    @LocalServerPort private int port;
    @Autowired MovableClock clock;
    @Autowired DatabaseClient database;
    @Autowired Accounts accounts;
    @Autowired Invitations invitations;
    @Autowired Widgets widgets;
    @Autowired Tokens tokens;
    @Autowired Authkeys authkeys;

    @TestConfiguration(proxyBeanMethods = false)
    static class Parts {

        @Bean
        @Primary
        MovableClock movableClock() {
            return new MovableClock();
        }
    }

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry registry) {
        DATABASE.register(registry);
        registry.add("otp.trusted-proxies", () -> "127.0.0.1");
        registry.add("otp.passkey.public-url", () -> "https://otp.shop.example");
        registry.add("otp.sign-in-code.public-url", () -> "https://otp.shop.example");
    }

    /** Somebody who is signed in. */
    record Person(OperatorSession session, Browser browser) {

        Operator operator() {
            return session.operator();
        }
    }

    /** A browser that nobody is signed in with. */
    Browser browser() {
        return new Browser("http://127.0.0.1:" + port);
    }

    long newAccount() {
        return got(accounts.create("Test")).id();
    }

    /** An operator of an account, signed in. */
    Person person(long account, Role role) {
        var made =
                got(
                        invitations.invite(
                                owner(account), InetAddress.getLoopbackAddress(), email(), role));
        var outcome =
                got(
                        invitations.accept(
                                made.token(),
                                "",
                                SecretText.of(PASSPHRASE),
                                InetAddress.getLoopbackAddress(),
                                "Test browser"));
        var opened = ((Invitations.Outcome.Accepted) outcome).opened();
        return new Person(opened.session(), browser().with("otp-session", opened.token().reveal()));
    }

    /** An owner in name only, to invite others. */
    Operator owner(long account) {
        return new Operator("0", account, "test", Role.OWNER, true, clock.instant(), null);
    }

    /** An e-mail address that no other test has. */
    static String email() {
        String email = "operator" + PEOPLE.incrementAndGet() + "@example.com";
        LogWatch.secret(email);
        return email;
    }

    /** What the audit trail has of an account, the latest first: {@code action subject changes}. */
    String audited(long account) {
        return got(
                database.sql(
                                """
                                SELECT coalesce(string_agg(action || ' ' || subject_name || ' '
                                    || changes::text, E'\\n' ORDER BY id DESC), '') AS lines
                                FROM audit WHERE account_id = :account
                                """)
                        .bind("account", account)
                        .map(row -> String.valueOf(row.get("lines", String.class)))
                        .one());
    }

    static <T> T got(Mono<T> step) {
        return step.blockOptional().orElseThrow();
    }
}
