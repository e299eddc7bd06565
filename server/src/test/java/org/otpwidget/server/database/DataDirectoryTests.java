package org.otpwidget.server.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.otpwidget.server.StartFailedException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

class DataDirectoryTests {

    @TempDir Path temporary;

    @Test
    void keepsWhatIsWritten() {
        try (var directory = DataDirectory.open(temporary.resolve("a/b"))) {
            assertThat(directory.read("word")).isEmpty();

            directory.write("word", "hush");

            assertThat(directory.read("word")).contains("hush");
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void letsOnlyTheOwnerRead() throws IOException {
        try (var directory = DataDirectory.open(temporary.resolve("a"))) {
            directory.write("word", "hush");

            assertThat(permissions(directory.path())).isEqualTo("rwx------");
            assertThat(permissions(directory.path().resolve("word"))).isEqualTo("rw-------");
            assertThat(permissions(directory.path().resolve("lock"))).isEqualTo("rw-------");
        }
    }

    @Test
    void letsOneServerInAtATime() {
        try (var first = DataDirectory.open(temporary)) {
            for (int attempt = 0; attempt < 2; attempt++) {
                assertThatThrownBy(() -> DataDirectory.open(first.path()))
                        .isInstanceOf(StartFailedException.class)
                        .hasMessageContaining("in use by another OTP Widget server");
            }
        }
        DataDirectory.open(temporary).close();
    }

    @Test
    void saysWhenTheFolderCannotBeMade() throws IOException {
        Path file = Files.createFile(temporary.resolve("file"));

        assertThatThrownBy(() -> DataDirectory.open(file.resolve("below")))
                .isInstanceOf(StartFailedException.class)
                .hasMessageContaining("cannot be used");
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
