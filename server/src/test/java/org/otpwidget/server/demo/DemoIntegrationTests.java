package org.otpwidget.server.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.otpwidget.server.OtpWidgetServer;
import org.otpwidget.server.account.Accounts;
import org.otpwidget.server.credential.Authkeys;
import org.otpwidget.server.credential.Tokens;
import org.otpwidget.server.database.TestDatabase;
import org.otpwidget.server.verification.Site;
import org.otpwidget.server.verification.WidgetClient;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.r2dbc.core.DatabaseClient;

import reactor.core.publisher.Mono;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** The demo's credentials are public: none of them may ever open a real installation. */
@ExtendWith(OutputCaptureExtension.class)
class DemoIntegrationTests {

    private static final String CHOSEN = "ak_chosen-by-an-operator-0123456789";
    private static final String NUMBER = "919876500001";

    /** Everything that the demo could change. */
    private static final String CONTENT =
            """
            SELECT concat_ws(' | ',
                (SELECT string_agg(a::text, ' ' ORDER BY id) FROM account a),
                (SELECT string_agg(k.id || k.hint, ' ' ORDER BY k.id) FROM authkey k),
                (SELECT string_agg(t.id || t.value, ' ' ORDER BY t.id) FROM token t),
                (SELECT string_agg(w::text, ' ' ORDER BY id) FROM widget w),
                (SELECT string_agg(m::text, ' ' ORDER BY id) FROM message m))
            """;

    private static final String REFUSAL =
            "This database belongs to a real installation; the demo does not touch it.";

    /** Demo keys, tokens, widgets, and the states of their addresses. */
    private static final String ROWS =
            """
            SELECT concat_ws(' ', (SELECT count(*) FROM authkey WHERE name = 'Demo authkey'),
                (SELECT count(*) FROM token), (SELECT count(*) FROM widget),
                (SELECT count(*) FROM ip_state))
            """;

    private final List<AutoCloseable> open = new ArrayList<>();
    private TestDatabase database;

    @BeforeEach
    void createDatabase() {
        database = TestDatabase.create();
        open.add(database);
    }

    @AfterEach
    void close() throws Exception {
        for (var each : open.reversed()) {
            each.close();
        }
    }

    @Test
    void refusesTheDatabaseOfARealInstallation(CapturedOutput output) {
        start("--otp.bootstrap-authkey=" + CHOSEN).close();
        sql(
                """
                INSERT INTO message (request_id, account_id, widget_id, channel, recipient,
                                     secret, due_at, created_at, expires_at)
                VALUES ('r', 1, 'w', 11, '919876500001', 'sealed', now(), now(),
                        now() + interval '1 hour')
                """);
        String before = text(CONTENT);

        assertThatThrownBy(this::startDemo).hasRootCauseMessage(REFUSAL);
        assertThat(text(CONTENT)).isEqualTo(before).contains("Default", "queued");
        assertThat(output.getAll()).contains("Give the demo a folder of its own by OTP_DATA_DIR.");
    }

    @Test
    void keepsWhatItMadeBefore() {
        startDemo().close();
        String first = text(CONTENT);

        var again = startDemo();

        assertThat(text(CONTENT)).isEqualTo(first).contains(DemoSeed.TOKEN, DemoSeed.WIDGET);
        assertThat(demoSite(port(again)).send(NUMBER).succeeded()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2})
    void goesOnWithAnotherNameAndAfterItsTokenWasRotated(int overlapHours) {
        var demo = startDemo();
        long account = got(demo.getBean(Accounts.class).first()).id();
        sql("UPDATE account SET name = 'Shop'");
        var tokens = demo.getBean(Tokens.class);
        String token = got(tokens.find(DemoSeed.TOKEN)).id();
        got(tokens.rotate(account, token, Duration.ofHours(overlapHours)));
        demo.close();

        var again = startDemo();
        assertThat(demoSite(port(again)).send(NUMBER).succeeded()).isTrue();
        assertThat(text("SELECT name FROM account")).isEqualTo("Shop");
        again.close();

        start("--otp.bootstrap-authkey=" + CHOSEN).close();
        assertThat(text(ROWS)).isEqualTo("0 0 0 0");
        assertThatThrownBy(this::startDemo).hasRootCauseMessage(REFUSAL);
    }

    @Test
    void leavesNothingOpenInAnInstallationThatGoesOn() {
        var demo = startDemo();
        Site site = demoSite(port(demo));
        assertThat(site.send(NUMBER).succeeded()).isTrue();
        demo.close();
        sql(
                """
                INSERT INTO ip_state (token_id, ip, period_start)
                SELECT id, '203.0.113.7', now() FROM token
                """);
        var opening = new FirstCalls();

        var server = start(opening, "--otp.bootstrap-authkey=" + CHOSEN);

        assertThat(opening.answers)
                .containsExactly("0 0 0 0", "AuthenticationFailure", "AuthenticationFailure");
        assertThat(server.getBean(Authkeys.class).find(CHOSEN).blockOptional()).isPresent();
        assertThat(text("SELECT count(*) FROM request")).isEqualTo("1");
    }

    @Test
    void doesNotComeBackToAnInstallationThatWentOn() {
        startDemo().close();
        start("--otp.bootstrap-authkey=" + CHOSEN).close();

        assertThatThrownBy(this::startDemo).hasRootCauseMessage(REFUSAL);
        assertThat(text(ROWS)).isEqualTo("0 0 0 0");
    }

    @Test
    void leavesOtherAccountsAlone() {
        var server = start("--otp.bootstrap-authkey=" + CHOSEN);
        assertThat(server.getBean(Accounts.class).create("Other").block()).isNotNull();
        server.close();
        String before = text(CONTENT);

        start().close();

        assertThat(text(CONTENT)).isEqualTo(before);
    }

    private ConfigurableApplicationContext startDemo() {
        return start("--spring.profiles.active=demo");
    }

    private ConfigurableApplicationContext start(String... arguments) {
        return start(event -> {}, arguments);
    }

    private ConfigurableApplicationContext start(
            ApplicationListener<WebServerInitializedEvent> onOpen, String... arguments) {
        var all = new ArrayList<>(Arrays.asList(arguments));
        all.add("--otp.database-url=" + database.url());
        all.add("--otp.database-pool-size=4");
        all.add("--otp.secret=" + TestDatabase.SECRET);
        var server =
                new SpringApplicationBuilder(OtpWidgetServer.class)
                        .properties("server.port=0")
                        .listeners(onOpen)
                        .run(all.toArray(String[]::new));
        open.add(server);
        return server;
    }

    private static int port(ConfigurableApplicationContext server) {
        return Integer.parseInt(server.getEnvironment().getRequiredProperty("local.server.port"));
    }

    private static Site demoSite(int port) {
        var client = new WidgetClient("http://127.0.0.1:" + port);
        return new Site(client, 0, DemoSeed.WIDGET, DemoSeed.TOKEN, DemoSeed.AUTHKEY);
    }

    private static <T> T got(Mono<T> step) {
        return step.blockOptional().orElseThrow();
    }

    private void sql(String sql) {
        DatabaseClient.create(database.connections()).sql(sql).then().block();
    }

    private String text(String sql) {
        return DatabaseClient.create(database.connections())
                .sql("SELECT (" + sql + ")::text")
                .map(row -> Objects.requireNonNull(row.get(0, String.class)))
                .one()
                .blockOptional()
                .orElseThrow();
    }

    /** What is there, and how calls are answered, at the moment in which the port opens. */
    private final class FirstCalls implements ApplicationListener<WebServerInitializedEvent> {

        private final List<String> answers = new ArrayList<>();

        @Override
        public void onApplicationEvent(WebServerInitializedEvent event) {
            Site site = demoSite(event.getWebServer().getPort());
            answers.add(text(ROWS));
            answers.add(site.exchange("x").message());
            answers.add(site.send(NUMBER).message());
        }
    }
}
