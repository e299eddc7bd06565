package org.otpwidget.server.dashboard.integrate;

import org.junit.jupiter.api.Assumptions;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/** Programs of this machine, found along the PATH as a shell finds them. */
final class Tool {

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
        return find(command).orElseGet(() -> skip(command, install)).toString();
    }

    /** Skips the test for want of something, and says so where whoever builds sees it. */
    static <T> T skip(String missing, String install) {
        String line = "Skipped for want of " + missing + ": " + install;
        System.out.println(line);
        return Assumptions.abort(line);
    }

    private static Optional<Path> find(String command) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .map(Path::of)
                .flatMap(
                        folder ->
                                Stream.of(command, command + ".exe", command + ".cmd")
                                        .map(folder::resolve))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst();
    }
}
