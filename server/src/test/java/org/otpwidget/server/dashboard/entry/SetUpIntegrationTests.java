package org.otpwidget.server.dashboard.entry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.otpwidget.server.OtpWidgetServer;
import org.otpwidget.server.database.TestDatabase;
import org.otpwidget.server.operator.Invitations;
import org.otpwidget.server.operator.Invitations.Outcome;
import org.otpwidget.server.operator.Operator;
import org.otpwidget.server.operator.Operators;
import org.otpwidget.server.operator.Role;
import org.otpwidget.server.secret.SecretText;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.r2dbc.core.DatabaseClient;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** How the first operator comes. */
@ExtendWith(OutputCaptureExtension.class)
class SetUpIntegrationTests {

    private static final Pattern LINK =
            Pattern.compile("https://otp\\.example/setup/([A-Za-z0-9_-]{43})");
    private static final SecretText PASSPHRASE = SecretText.of("correct horse battery staple");

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
    void tellsALinkThatMakesTheOwnerOnce(CapturedOutput output) {
        var server = start();
        var link = links(output).getLast();
        assertThat(stored(server)).doesNotContain(link);

        var outcome = use(server, link, "ann@shop.example");
        assertThat(outcome).isInstanceOf(Outcome.Accepted.class);
        var owner = ((Outcome.Accepted) outcome).opened().session().operator();
        assertThat(owner).extracting(Operator::role).isEqualTo(Role.OWNER);

        assertThat(use(server, link, "bob@shop.example")).isInstanceOf(Outcome.Gone.class);
        server.close();
        int told = links(output).size();
        start();
        assertThat(links(output)).hasSize(told);
    }

    @Test
    void tellsAnotherLinkAtTheNextStart(CapturedOutput output) {
        var first = start();
        String old = links(output).getLast();
        age(first, Duration.ofMinutes(2));
        first.close();

        var second = start();
        String link = links(output).getLast();
        assertThat(link).isNotEqualTo(old);
        assertThat(use(second, old, "ann@shop.example")).isInstanceOf(Outcome.Gone.class);
        assertThat(use(second, link, "ann@shop.example")).isInstanceOf(Outcome.Accepted.class);
    }

    @Test
    void tellsOneLinkWhenManyNodesStart(CapturedOutput output) {
        start();
        start();
        assertThat(links(output)).hasSize(1);
        assertThat(output.getAll()).contains("another server has just told the link");
    }

    @Test
    void forgetsTheLinkAfterADay(CapturedOutput output) {
        var server = start();
        age(server, Duration.ofHours(25));
        assertThat(use(server, links(output).getLast(), "ann@shop.example"))
                .isInstanceOf(Outcome.Gone.class);
    }

    @Test
    void makesOneOwnerOfManyAttempts(CapturedOutput output) {
        var server = start();
        String link = links(output).getLast();
        var accepted =
                Flux.range(0, 6)
                        .flatMap(
                                n ->
                                        accept(server, link, "ann" + n + "@shop.example")
                                                .subscribeOn(Schedulers.parallel()))
                        .filter(Outcome.Accepted.class::isInstance)
                        .count()
                        .block();
        assertThat(accepted).isEqualTo(1);
        assertThat(server.getBean(Operators.class).any().block()).isTrue();
    }

    @Test
    void asksForADecentPassphraseAndAddress(CapturedOutput output) {
        var server = start();
        String link = links(output).getLast();
        assertThat(use(server, link, "ann")).isInstanceOf(Outcome.NoEmail.class);
        assertThat(
                        server.getBean(Invitations.class)
                                .accept(
                                        SecretText.of(link),
                                        "ann@shop.example",
                                        SecretText.of("elevenchars"),
                                        InetAddress.getLoopbackAddress(),
                                        "")
                                .block())
                .isInstanceOf(Outcome.UnfitPassphrase.class);
        assertThat(use(server, link, "ann@shop.example")).isInstanceOf(Outcome.Accepted.class);
    }

    private static Outcome use(ConfigurableApplicationContext server, String link, String email) {
        return accept(server, link, email).blockOptional().orElseThrow();
    }

    private static Mono<Outcome> accept(
            ConfigurableApplicationContext server, String link, String email) {
        return server.getBean(Invitations.class)
                .accept(
                        SecretText.of(link),
                        email,
                        PASSPHRASE,
                        InetAddress.getLoopbackAddress(),
                        "Test");
    }

    private static void age(ConfigurableApplicationContext server, Duration age) {
        server.getBean(DatabaseClient.class)
                .sql(
                        """
                        UPDATE invitation SET created_at = created_at - CAST(:age AS interval),
                                              expires_at = expires_at - CAST(:age AS interval)
                        """)
                .bind("age", age.toString())
                .then()
                .block();
    }

    private static String stored(ConfigurableApplicationContext server) {
        return server.getBean(DatabaseClient.class)
                .sql("SELECT i::text AS row FROM invitation i")
                .map(row -> String.valueOf(row.get("row", String.class)))
                .one()
                .blockOptional()
                .orElseThrow();
    }

    private static List<String> links(CapturedOutput output) {
        return LINK.matcher(output.getAll()).results().map(found -> found.group(1)).toList();
    }

    private ConfigurableApplicationContext start() {
        var server =
                new SpringApplicationBuilder(OtpWidgetServer.class)
                        .properties("server.port=0")
                        .run(
                                "--otp.database-url=" + database.url(),
                                "--otp.database-pool-size=4",
                                "--otp.secret=" + TestDatabase.SECRET,
                                "--otp.dashboard.public-url=https://otp.example");
        open.add(server);
        return server;
    }
}
