package org.otpwidget.server.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.time.Duration;

class DatabaseSettingsTests {

    @Test
    void hidesTheUrl() {
        assertThat(
                        new DatabaseSettings(
                                        Path.of("data"),
                                        "postgres://a:hush@b",
                                        12,
                                        Duration.ofSeconds(20))
                                .toString())
                .doesNotContain("hush");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 41})
    void refusesPoolsThatTheDatabaseCannotServe(int size) {
        assertThatThrownBy(
                        () ->
                                new DatabaseSettings(
                                        Path.of("data"), "", size, Duration.ofSeconds(20)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("otp.database-pool-size");
    }
}
