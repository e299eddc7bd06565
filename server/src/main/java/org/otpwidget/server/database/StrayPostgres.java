package org.otpwidget.server.database;

import org.otpwidget.server.StartFailedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What a killed server left behind: a PostgreSQL that still runs, processes of one whose first
 * process is gone, or only the file that says so. To be called by whoever holds the data folder's
 * lock, so that no living server needs them.
 */
final class StrayPostgres {

    private static final Logger log = LoggerFactory.getLogger(StrayPostgres.class);

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private StrayPostgres() {}

    /**
     * Stops what runs on the cluster and removes the file.
     *
     * @throws StartFailedException when a PostgreSQL that we did not start uses the cluster
     */
    static void stop(Path data, PostgresPrograms programs) throws IOException {
        Path pidFile = data.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        log.warn("The embedded PostgreSQL was not stopped last time; recovering");
        Optional<ProcessHandle> postmaster = process(pidFile);
        if (postmaster.filter(process -> isOurs(process, programs)).isPresent()) {
            programs.run("pg_ctl", "stop", "-D", data.toString(), "-m", "fast", "-s");
        } else if (postmaster.filter(StrayPostgres::isPostgres).isPresent()) {
            throw new StartFailedException(
                    "Process %d may be a PostgreSQL that uses %s and that this server did not start."
                            .formatted(postmaster.get().pid(), data),
                    "Stop it; or, when it uses other data, delete " + pidFile + ".");
        }
        endRemaining(programs);
        Files.deleteIfExists(pidFile);
    }

    /** Without their first process they end by themselves, unless they are busy. */
    private static void endRemaining(PostgresPrograms programs) throws IOException {
        Predicate<ProcessHandle> ours = process -> isOurs(process, programs);
        List<ProcessHandle> remaining = ProcessHandle.allProcesses().filter(ours).toList();
        if (!haveEnded(remaining, ours)) {
            remaining.stream().filter(ours).forEach(ProcessHandle::destroyForcibly);
            if (!haveEnded(remaining, ours)) {
                throw new IOException("Processes of a former PostgreSQL do not end: " + remaining);
            }
        }
    }

    /** Asks for their programs, since one that has ended can stay as a zombie for long. */
    private static boolean haveEnded(
            List<ProcessHandle> processes, Predicate<ProcessHandle> running) throws IOException {
        long begin = System.nanoTime();
        while (processes.stream().anyMatch(running)) {
            if (System.nanoTime() - begin > PATIENCE.toNanos()) {
                return false;
            }
            pause();
        }
        return true;
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while PostgreSQL ends", e);
        }
    }

    private static Optional<ProcessHandle> process(Path pidFile) throws IOException {
        try (var lines = Files.lines(pidFile)) {
            return lines.findFirst()
                    .map(String::strip)
                    .filter(line -> line.matches("\\d{1,18}"))
                    .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid)));
        }
    }

    /** Whether the process runs a program that was unpacked into the cluster's folder. */
    private static boolean isOurs(ProcessHandle process, PostgresPrograms programs) {
        return program(process).filter(path -> path.startsWith(programs.folder())).isPresent();
    }

    private static boolean isPostgres(ProcessHandle process) {
        return program(process)
                .map(path -> path.toString().replace(".exe", ""))
                .filter(path -> path.endsWith("postgres"))
                .isPresent();
    }

    private static Optional<Path> program(ProcessHandle process) {
        return process.info().command().map(Path::of);
    }
}
