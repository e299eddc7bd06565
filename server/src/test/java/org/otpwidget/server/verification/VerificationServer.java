package org.otpwidget.server.verification;

import static org.assertj.core.api.Assertions.assertThat;

import io.r2dbc.pool.ConnectionPool;

import org.otpwidget.server.LogWatch;
import org.otpwidget.server.account.Accounts;
import org.otpwidget.server.captcha.VendorStandIn;
import org.otpwidget.server.credential.Authkey.Scope;
import org.otpwidget.server.credential.AuthkeyForm;
import org.otpwidget.server.credential.Authkeys;
import org.otpwidget.server.credential.TokenForm;
import org.otpwidget.server.credential.Tokens;
import org.otpwidget.server.database.TestDatabase;
import org.otpwidget.server.delivery.MovableClock;
import org.otpwidget.server.delivery.Sender;
import org.otpwidget.server.widget.Channel;
import org.otpwidget.server.widget.WidgetForm;
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

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The whole server on a real PostgreSQL, with a clock that tests move, and senders for all channels
 * but voice that keep what they get. All test classes that extend this share it; each test makes a
 * {@link Site} of its own.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@Import(VerificationServer.Parts.class)
public abstract class VerificationServer {

    private static final TestDatabase DATABASE = TestDatabase.create();
    protected static final VendorStandIn CAPTCHA_VENDORS = VendorStandIn.start();
    private static final AtomicInteger PEOPLE = new AtomicInteger();

    /** Settings of most widgets here: no captcha, everything else as it comes. */
    protected static final String OPEN =
            """
            {"name":"Shop","contactPoint":"both","captcha":false,"platforms":"both",
             "resendChannels":["sms","whatsapp","email"]}
            """;

    @LocalServerPort private int port;
    @Autowired protected MovableClock clock;
    @Autowired protected Postbox postbox;
    @Autowired protected Statements statements;
    @Autowired protected DatabaseClient database;
    @Autowired protected Accounts accounts;
    @Autowired protected Widgets widgets;
    @Autowired protected Tokens tokens;
    @Autowired protected Authkeys authkeys;

    /** What the tests put in place of the real parts. */
    @TestConfiguration(proxyBeanMethods = false)
    static class Parts {

        @Bean
        @Primary
        MovableClock movableClock() {
            return new MovableClock();
        }

        @Bean
        @Primary
        Statements statements(ConnectionPool connections) {
            return new Statements(connections);
        }

        @Bean
        Postbox postbox() {
            return new Postbox();
        }

        @Bean
        Sender smsPostbox(Postbox postbox) {
            return postbox.sender(Channel.SMS);
        }

        @Bean
        Sender whatsAppPostbox(Postbox postbox) {
            return postbox.sender(Channel.WHATSAPP);
        }

        @Bean
        Sender emailPostbox(Postbox postbox) {
            return postbox.sender(Channel.EMAIL);
        }
    }

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry registry) {
        DATABASE.register(registry);
        registry.add("otp.trusted-proxies", () -> "127.0.0.1");
        registry.add("otp.provider.private-addresses", () -> "true");
        registry.add("otp.captcha.patience", () -> "700ms");
        registry.add("otp.captcha.recaptcha-url", () -> CAPTCHA_VENDORS.url() + "/recaptcha");
        registry.add("otp.captcha.recaptcha-enterprise-url", CAPTCHA_VENDORS::url);
        registry.add("otp.captcha.hcaptcha-url", () -> CAPTCHA_VENDORS.url() + "/hcaptcha");
        registry.add("otp.captcha.turnstile-url", () -> CAPTCHA_VENDORS.url() + "/turnstile");
    }

    /** The server's address. */
    protected String base() {
        return "http://127.0.0.1:" + port;
    }

    /** A site of an account of its own, with {@link #OPEN} settings. */
    protected Site site() {
        return site(OPEN);
    }

    /** A site of an account of its own. */
    protected Site site(String settings) {
        long account = got(accounts.create("Test")).id();
        String key = got(authkeys.create(account, AuthkeyForm.of("Test", Scope.VERIFY))).key();
        return new Site(
                new WidgetClient(base()),
                account,
                widget(account, settings),
                token(account, TokenForm.of("Test")),
                key);
    }

    /** A site with other settings over the {@link #OPEN} ones: names and JSON values in turn. */
    protected Site siteWith(String... settings) {
        var all = (ObjectNode) JsonMapper.shared().readTree(OPEN);
        for (int n = 0; n < settings.length; n += 2) {
            all.set(settings[n], JsonMapper.shared().readTree(settings[n + 1]));
        }
        return site(all.toString());
    }

    /** The id of a new widget. */
    protected String widget(long account, String settings) {
        var form = (ObjectNode) JsonMapper.shared().readTree(settings);
        return got(widgets.create(account, WidgetForm.read(form))).id();
    }

    /** The value of a new token. */
    protected String token(long account, TokenForm form) {
        return got(tokens.create(account, form, "tk_" + UUID.randomUUID())).value();
    }

    /** A mobile number that no other test has. */
    protected static String mobile() {
        return noted("9198765%05d".formatted(PEOPLE.incrementAndGet()));
    }

    /** An e-mail address that no other test has. */
    protected static String email() {
        return noted("visitor" + PEOPLE.incrementAndGet() + "@example.com");
    }

    private static String noted(String identifier) {
        LogWatch.secret(identifier);
        return identifier;
    }

    /** One number out of the database. */
    protected long number(String sql) {
        return got(
                database.sql(sql).map(row -> Objects.requireNonNull(row.get(0, Long.class))).one());
    }

    /** What a step of the set-up gave. */
    protected static <T> T got(Mono<T> step) {
        return step.blockOptional().orElseThrow();
    }

    /** Status 200 and exactly this body, written with single quotes. */
    protected static void assertBody(Answer answer, String json) {
        assertThat((Object) answer.body())
                .isEqualTo(JsonMapper.shared().readTree(json.replace('\'', '"')));
        assertThat(answer.status()).isEqualTo(200);
    }
}
