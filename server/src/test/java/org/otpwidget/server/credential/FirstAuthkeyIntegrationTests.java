package org.otpwidget.server.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.otpwidget.server.OtpWidgetServer;
import org.otpwidget.server.database.TestDatabase;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.r2dbc.core.DatabaseClient;

import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** How an operator gets in. */
@ExtendWith(OutputCaptureExtension.class)
class FirstAuthkeyIntegrationTests {

    private static final String CHOSEN = "ak_chosen-by-an-operator-0123456789";

    private final List<AutoCloseable> open = new ArrayList<>();

    @TempDir private Path data;

    @AfterEach
    void close() throws Exception {
        for (var each : open.reversed()) {
            each.close();
        }
    }

    @Test
    void tellsARandomKeyByAFileOnly(CapturedOutput output) throws IOException {
        var first = start("--otp.data-dir=" + data);
        var file = data.resolve(FirstAuthkey.FILE);
        String key = Files.readString(file).strip();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(administers(first, key)).isTrue();
        assertThat(output.getAll()).contains("first-authkey").doesNotContain(key);

        first.close();
        Files.delete(file);
        var second = start("--otp.data-dir=" + data);
        assertThat(file).doesNotExist();
        assertThat(administers(second, key)).isTrue();
    }

    @Test
    void takesTheKeyThatWasChosen(CapturedOutput output) {
        var database = database();
        var server = start(database, "--otp.bootstrap-authkey=" + CHOSEN);

        assertThat(administers(server, CHOSEN)).isTrue();
        assertThat(output.getAll()).doesNotContain(CHOSEN);
    }

    @Test
    void doesNotBringBackAKeyThatWasTakenAway() {
        var database = database();
        var server = start(database, "--otp.bootstrap-authkey=" + CHOSEN);
        var authkeys = server.getBean(Authkeys.class);
        var old = authkeys.find(CHOSEN).blockOptional().orElseThrow();
        assertThat(authkeys.rotate(old.accountId(), old.id(), Duration.ZERO).block()).isNotNull();
        server.close();

        var again = start(database, "--otp.bootstrap-authkey=" + CHOSEN);
        assertThat(administers(again, CHOSEN)).isFalse();
    }

    @Test
    void letsALockedOutOperatorInAgain() {
        var database = database();
        var server = start(database, "--otp.bootstrap-authkey=" + CHOSEN);
        long account =
                server.getBean(Authkeys.class)
                        .find(CHOSEN)
                        .blockOptional()
                        .orElseThrow()
                        .accountId();
        assertThat(
                        server.getBean(DatabaseClient.class)
                                .sql("UPDATE authkey SET enabled = false")
                                .fetch()
                                .rowsUpdated()
                                .block())
                .isEqualTo(1);
        server.close();

        String other = CHOSEN + "-2";
        var again = start(database, "--otp.bootstrap-authkey=" + other);
        assertThat(administers(again, other)).isTrue();
        assertThat(again.getBean(Authkeys.class).find(other).blockOptional())
                .hasValueSatisfying(key -> assertThat(key.accountId()).isEqualTo(account));
    }

    @Test
    void makesOneKeyWhenManyServersStart() {
        var server = start(database(), "--otp.bootstrap-authkey=");
        var bootstrap = server.getBean(Bootstrap.class);
        var made =
                Flux.range(0, 8)
                        .flatMap(i -> bootstrap.make(CHOSEN).subscribeOn(Schedulers.parallel()))
                        .filter(done -> done)
                        .count()
                        .block();

        assertThat(made).isEqualTo(1);
        assertThat(administers(server, CHOSEN)).isTrue();
    }

    @Test
    void saysHowToGetInWhenNobodyCan(CapturedOutput output) {
        start(database());

        assertThat(output.getAll()).contains("Set OTP_BOOTSTRAP_AUTHKEY", "openssl rand -hex 32");
    }

    @Test
    void refusesAWeakKey() {
        var database = database();

        assertThatThrownBy(() -> start(database, "--otp.bootstrap-authkey=letmein"))
                .hasMessageContaining("32 to 200")
                .hasMessageNotContaining("letmein");
    }

    private static boolean administers(ConfigurableApplicationContext server, String key) {
        return server.getBean(Authkeys.class)
                .find(key)
                .blockOptional()
                .filter(found -> found.administers(server.getBean(Clock.class).instant()))
                .isPresent();
    }

    private TestDatabase database() {
        var database = TestDatabase.create();
        open.add(database);
        return database;
    }

    private ConfigurableApplicationContext start(TestDatabase database, String... arguments) {
        var all = new ArrayList<>(List.of(arguments));
        all.add("--otp.database-url=" + database.url());
        all.add("--otp.database-pool-size=4");
        all.add("--otp.secret=" + TestDatabase.SECRET);
        return start(all.toArray(String[]::new));
    }

    private ConfigurableApplicationContext start(String... arguments) {
        var server =
                new SpringApplicationBuilder(OtpWidgetServer.class)
                        .properties("server.port=0")
                        .run(arguments);
        open.add(server);
        return server;
    }
}
