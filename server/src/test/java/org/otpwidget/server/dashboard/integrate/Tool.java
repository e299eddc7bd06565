package org.otpwidget.server.dashboard.integrate;

import org.junit.jupiter.api.Assumptions;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Programs of this machine, found along the PATH as a shell finds them. */
final class Tool {

    private static final Pattern SEPARATOR = Pattern.compile(Pattern.quote(File.pathSeparator));

    private Tool() {}

    /**
     * A program that is here wherever this is built.
     *
     * @throws AssertionError when it is missing
     */
    static String required(String command) {
        return find(command)
                .orElseThrow(() -> new AssertionError("The tests need " + command + " on the PATH"))
                .toString();
    }

    /**
     * A program that need not be here: without it the test is skipped, and a line says so.
     *
     * @param install how to get it
     */
    static String wanted(String command, String install) {
        var found = find(command);
        if (found.isEmpty()) {
            skip(command, install);
        }
        return found.orElseThrow().toString();
    }

    /** Skips the test for want of something, and says so where whoever builds sees it. */
    static void skip(String missing, String install) {
        String line = "Skipped for want of " + missing + ": " + install;
        System.out.println(line);
        Assumptions.assumeTrue(false, line);
    }

    private static Optional<Path> find(String command) {
        return SEPARATOR
                .splitAsStream(Objects.requireNonNullElse(System.getenv("PATH"), ""))
                .map(Path::of)
                .flatMap(
                        folder ->
                                Stream.of(command, command + ".exe", command + ".cmd")
                                        .map(folder::resolve))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst();
    }
}
