package org.otpwidget.server.dashboard.integrate;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A snippet in a folder, beside what calls it: the files of {@code snippets/<name>} among the test
 * resources.
 */
record Program(Path folder) {

    private static final Path CALLERS = Path.of("src", "test", "resources", "snippets");

    /**
     * Lays out a program.
     *
     * @param folder empty
     * @param file where the snippet goes, as its language wants it
     */
    static Program of(Path folder, String name, String file, String snippet) {
        try {
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
     * @throws AssertionError with its complaints, when it failed
     */
    String run(List<String> command, Map<String, String> environment) {
        try {
            var builder = new ProcessBuilder(command).directory(folder.toFile());
            builder.environment().putAll(environment);
            Path errors = folder.resolve("errors.txt");
            builder.redirectError(errors.toFile());
            var process = builder.start();
            process.getOutputStream().close();
            String out = new String(process.getInputStream().readAllBytes(), UTF_8);
            assertThat(process.waitFor()).as(out + Files.readString(errors)).isZero();
            return out.strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** The same with nothing told but by arguments. */
    String run(String... command) {
        return run(List.of(command), Map.of());
    }
}
