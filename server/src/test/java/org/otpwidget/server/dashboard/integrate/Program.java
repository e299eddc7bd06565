package org.otpwidget.server.dashboard.integrate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A snippet in a folder, beside what calls it: the files of {@code snippets/<name>} among the test
 * resources.
 */
record Program(Path folder) {

    /**
     * Long enough to compile on a busy machine; a program that hangs fails its test, not the build.
     */
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private static final Path CALLERS = Path.of("src", "test", "resources", "snippets");

    /**
     * Lays out a program.
     *
     * @param folder not there yet
     * @param file where the snippet goes, as its language wants it
     */
    static Program of(Path folder, String name, String file, String snippet) {
        try {
            Files.createDirectories(folder);
            Path callers = CALLERS.resolve(name);
            if (Files.isDirectory(callers)) {
                try (var files = Files.list(callers)) {
                    for (Path caller : files.toList()) {
                        Files.copy(caller, folder.resolve(caller.getFileName().toString()));
                    }
                }
            }
            Path path = folder.resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, snippet);
            return new Program(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Runs a command in the folder to its end.
     *
     * @return what it printed, without space around it
     * @throws AssertionError with its complaints, when it failed or was too slow
     */
    String run(List<String> command, Map<String, String> environment) {
        assertThat(end(command, environment)).as(this::said).isZero();
        return printed();
    }

    /** The same with nothing told but by arguments. */
    String run(String... command) {
        return run(List.of(command), Map.of());
    }

    /**
     * Runs a command that may fail.
     *
     * @return its exit status
     * @throws AssertionError with what it said so far, when it was too slow
     */
    int end(List<String> command, Map<String, String> environment) {
        try {
            var builder =
                    new ProcessBuilder(command)
                            .directory(folder.toFile())
                            .redirectOutput(folder.resolve("printed.txt").toFile())
                            .redirectError(folder.resolve("errors.txt").toFile());
            builder.environment().putAll(environment);
            var process = builder.start();
            try {
                process.getOutputStream().close();
                assertThat(process.waitFor(LIMIT))
                        .as(() -> "ended within " + LIMIT + ": " + command + '\n' + said())
                        .isTrue();
                return process.exitValue();
            } finally {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** What the last command printed, without space around it. */
    String printed() {
        return text("printed.txt").strip();
    }

    /** All that the last command said, complaints too. */
    String said() {
        return text("printed.txt") + text("errors.txt");
    }

    private String text(String file) {
        try {
            return Files.readString(folder.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
