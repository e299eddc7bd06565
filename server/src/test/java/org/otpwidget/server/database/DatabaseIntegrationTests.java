package org.otpwidget.server.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.spi.ConnectionFactory;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.otpwidget.server.StartFailedException;
import org.otpwidget.server.secret.KeyedHash;
import org.otpwidget.server.secret.Purpose;
import org.otpwidget.server.secret.Secrets;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.ComponentScan;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;

/** The rooms database and secret as the application puts them together. */
class DatabaseIntegrationTests {

    private final ApplicationContextRunner context =
            new ApplicationContextRunner()
                    .withInitializer(new ConfigDataApplicationContextInitializer())
                    .withUserConfiguration(Rooms.class);

    @TempDir Path data;

    @Test
    void startsAndStopsTheEmbeddedDatabaseWithTheApplication() {
        var hashes = new HashSet<KeyedHash>();
        for (int start = 0; start < 2; start++) {
            context.withPropertyValues("otp.data-dir=" + data)
                    .run(
                            running -> {
                                assertThat(running).hasNotFailed();
                                assertThat(running).hasSingleBean(ConnectionFactory.class);
                                assertThat(running.getBean(ConnectionPool.class).warmup().block())
                                        .isNotNegative();
                                hashes.add(running.getBean(Secrets.class).hash(Purpose.CODE));
                            });
            assertThat(data.resolve("postgres/data/postmaster.pid")).doesNotExist();
            DataDirectory.open(data).close();
        }
        assertThat(hashes).hasSize(1);
    }

    @Test
    void usesTheDatabaseOfTheUrlAndTouchesNoFiles() throws Exception {
        try (var database = TestDatabase.create()) {
            context.withPropertyValues(
                            "otp.data-dir=" + data.resolve("unused"),
                            "otp.database-url=" + database.url(),
                            "otp.secret=" + TestDatabase.SECRET)
                    .run(
                            running -> {
                                assertThat(running).hasNotFailed();
                                assertThat(running.getBean(Database.class).dataDirectory())
                                        .isEmpty();
                            });
            try (var files = Files.list(data)) {
                assertThat(files).isEmpty();
            }
        }
    }

    @Test
    void requiresASecretBesideAUrl() {
        try (var database = TestDatabase.create()) {
            context.withPropertyValues("otp.database-url=" + database.url(), "otp.secret=")
                    .run(
                            failed ->
                                    assertThat(failed)
                                            .getFailure()
                                            .rootCause()
                                            .isInstanceOf(StartFailedException.class)
                                            .hasMessageStartingWith("OTP_SECRET is missing"));
        }
    }

    @ComponentScan({"org.otpwidget.server.database", "org.otpwidget.server.secret"})
    static class Rooms {}
}
