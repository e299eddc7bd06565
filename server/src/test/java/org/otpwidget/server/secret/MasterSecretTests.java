package org.otpwidget.server.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.otpwidget.server.StartFailedException;
import org.otpwidget.server.database.DataDirectory;
import org.otpwidget.server.database.TestDataDirectory;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;

class MasterSecretTests {

    private static final String BASE64 = "q83vEjRWeJq83vEjRWeJq83vEjRWeJq83vEjRWeJq80=";
    private static final String HEX =
            "abcdef1234567890abcdef1234567890abcdef1234567890abcdef1234567890";

    @TempDir Path folder;
    private DataDirectory directory;

    @BeforeEach
    void open() {
        directory = TestDataDirectory.open(folder);
    }

    @AfterEach
    void close() {
        directory.close();
    }

    @Test
    void generatesOneBesideAnEmbeddedDatabaseAndKeepsIt() {
        Secrets first = secrets("", List.of());
        Secrets second = secrets("", List.of());

        assertThat(second.hash(Purpose.CODE)).isEqualTo(first.hash(Purpose.CODE));
        assertThat(directory.read("secret").orElseThrow().strip()).hasSize(44);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void letsOnlyTheOwnerReadTheGeneratedOne() throws Exception {
        secrets("", List.of());

        assertThat(
                        PosixFilePermissions.toString(
                                Files.getPosixFilePermissions(folder.resolve("secret"))))
                .isEqualTo("rw-------");
    }

    @Test
    void theGeneratedOneIsAFormerOneWhenAnotherIsConfigured() {
        KeyedHash before = secrets("", List.of()).hash(Purpose.CODE);
        Secrets after = secrets(BASE64, List.of());

        assertThat(after.hash(Purpose.CODE)).isNotEqualTo(before);
        assertThat(after.matches(before, Purpose.CODE)).isTrue();
    }

    @Test
    void formerOnesStillCount() {
        KeyedHash before = secrets(HEX, List.of()).hash(Purpose.CODE);

        assertThat(secrets(BASE64, List.of(HEX)).matches(before, Purpose.CODE)).isTrue();
    }

    @Test
    void requiresOneBesideADatabaseUrl() {
        var none = new SecretSettings(SecretText.of(" "), List.of());

        assertThatThrownBy(() -> MasterSecret.secrets(none, Optional.empty()))
                .isInstanceOfSatisfying(
                        StartFailedException.class,
                        failure -> assertThat(failure.remedy()).contains("openssl rand -base64 32"))
                .hasMessageContaining("OTP_SECRET is missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {BASE64, HEX, "correct horse battery staple, and then some more"})
    void acceptsBase64AndHexadecimalAndLongText(String secret) {
        assertThat(secrets(secret, List.of()).hashes(Purpose.CODE)).hasSize(1);
        assertThat(secrets(secret + "\n", List.of()).hash(Purpose.CODE))
                .isEqualTo(secrets(secret, List.of()).hash(Purpose.CODE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hush",
                "abcdef1234567890abcdef1234567890abcdef12345678",
                "correct horse battery staple, and no more.",
                "changemechangemechangemechangemechangemechangeme"
            })
    void refusesWeakOnesWithoutRepeatingThem(String secret) {
        for (var settings :
                List.of(
                        new SecretSettings(SecretText.of(secret), List.of()),
                        new SecretSettings(
                                SecretText.of(BASE64), List.of(SecretText.of(secret))))) {
            assertThatThrownBy(() -> MasterSecret.secrets(settings, Optional.empty()))
                    .isInstanceOf(StartFailedException.class)
                    .hasMessageNotContaining(secret);
        }
    }

    private Secrets secrets(String secret, List<String> previous) {
        return MasterSecret.secrets(
                new SecretSettings(
                        SecretText.of(secret), previous.stream().map(SecretText::of).toList()),
                Optional.of(directory));
    }
}
