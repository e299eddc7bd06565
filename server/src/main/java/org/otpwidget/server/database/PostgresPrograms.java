package org.otpwidget.server.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Runs PostgreSQL's programs as the user that may run them. They get a bare environment: nothing of
 * {@code PG*} bends them, and no secret of ours shows in theirs.
 *
 * @param installation folder that holds {@code bin}
 * @param user who runs them
 * @param folder where they run, and where their output is kept until it is read
 */
record PostgresPrograms(Path installation, PostgresUser user, Path folder) {

    /** Far above what starting takes, crash recovery of a gigabyte of log included. */
    private static final Duration LIMIT = Duration.ofMinutes(10);

    private static final List<String> KEPT_VARIABLES =
            List.of("PATH", "SystemRoot", "TEMP", "TMP", "USERPROFILE");

    /**
     * How a program ended.
     *
     * @param status exit status, 0 for success
     * @param output what it wrote to both of its streams
     */
    record Result(int status, String output) {

        boolean succeeded() {
            return status == 0;
        }

        /**
         * @throws IOException with the output when the program failed
         */
        void orFail(String action) throws IOException {
            if (!succeeded()) {
                throw new IOException(action + " failed: " + output.strip());
            }
        }
    }

    /** Runs a program of PostgreSQL to its end. */
    Result run(String program, String... arguments) throws IOException {
        return runWithInput("", program, arguments);
    }

    /** Runs a program of PostgreSQL that reads the input, to its end. */
    Result runWithInput(String input, String program, String... arguments) throws IOException {
        var command = new ArrayList<>(user.prefix());
        command.add(installation.resolve("bin").resolve(program).toString());
        command.addAll(List.of(arguments));
        // A file, since a server that pg_ctl leaves running can keep a pipe open on Windows.
        Path output = Files.createTempFile(folder, program, ".out");
        try {
            var builder =
                    new ProcessBuilder(command)
                            .directory(folder.toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(output.toFile());
            restrict(builder.environment());
            int status = waitFor(builder.start(), input);
            return new Result(status, Files.readString(output));
        } finally {
            Files.deleteIfExists(output);
        }
    }

    private static void restrict(Map<String, String> environment) {
        environment.keySet().retainAll(KEPT_VARIABLES);
        environment.put("LC_ALL", "C");
        environment.put("TZ", "UTC");
    }

    private static int waitFor(Process process, String input) throws IOException {
        try (var stdin = process.outputWriter()) {
            stdin.write(input);
        } catch (IOException e) {
            // The program ended without reading: its status and output say why.
        }
        try {
            if (!process.waitFor(LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                throw new IOException("A program of PostgreSQL did not end in " + LIMIT);
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while waiting for PostgreSQL", e);
        }
    }
}
