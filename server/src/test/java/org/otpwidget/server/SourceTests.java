package org.otpwidget.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Rules that are about the files, not about the classes in them. */
class SourceTests {

    private static final int LONGEST_FILE = 300;

    private static final Path MAIN = Path.of("src", "main", "java");

    @Test
    void filesAreShortEnoughToBeReadInOneGo() throws IOException {
        assertThat(linesByFile()).isNotEmpty().allSatisfy(SourceTests::isShort);
    }

    @Test
    void everyPackageSaysWhatItIs() throws IOException {
        try (var files = Files.walk(MAIN)) {
            List<Path> packages =
                    files.filter(file -> file.toString().endsWith(".java"))
                            .map(Path::getParent)
                            .distinct()
                            .toList();
            assertThat(packages)
                    .isNotEmpty()
                    .allSatisfy(folder -> assertThat(folder.resolve("package-info.java")).exists());
        }
    }

    private static Map<Path, Integer> linesByFile() throws IOException {
        try (var files = Files.walk(MAIN)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .collect(Collectors.toMap(Function.identity(), SourceTests::lines));
        }
    }

    private static void isShort(Path file, int lines) {
        assertThat(lines).as(file.toString()).isLessThanOrEqualTo(LONGEST_FILE);
    }

    private static int lines(Path file) {
        try {
            return Files.readAllLines(file).size();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
