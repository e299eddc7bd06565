package org.otpwidget.server.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Measures what open streams of live state cost one node: memory for each, CPU while nothing
 * happens, and how soon each hears of a change. Prints a table in Markdown.
 *
 * <p>Environment: {@code BENCHMARK_STREAMS}, 10,000 unless told; {@code BENCHMARK_SECONDS} of
 * changes.
 */
final class StreamBenchmark {

    private static final int STREAMS = Benchmark.setting("BENCHMARK_STREAMS", 10_000);
    private static final int CHANGES_PER_SECOND = 100;
    private static final int IDLE_SECONDS = 40;
    private static final int CONNECTIONS = 32;
    private static final Variant VARIANT =
            new Variant("server", List.of("-Xmx384m", "-XX:+UseSerialGC"));

    private StreamBenchmark() {}

    public static void main(String... arguments) throws Exception {
        Locale.setDefault(Locale.ROOT);
        Path folder = Files.createTempDirectory("otp-streams");
        try (var generator = new LoadGenerator();
                var server = ServerProcess.start(VARIANT, folder, generator.codesPort());
                var streams = new OpenStreams()) {
            List<String> reqIds = requests(generator, server.port());
            Memory before = Memory.of(server);
            long begin = System.nanoTime();
            double cpuBefore = server.server().cpuSeconds();
            streams.open(server.port(), reqIds);
            double opening = (System.nanoTime() - begin) / 1e9;
            double cpuOpening = server.server().cpuSeconds() - cpuBefore;
            pause(3_000);
            Memory after = Memory.of(server);
            System.out.println("| %,d streams on one node | |%n| --- | --- |".formatted(STREAMS));
            row(
                    "memory of a stream: live heap, whole process",
                    "%.1f kB, %.1f kB"
                            .formatted(
                                    (after.heapBytes - before.heapBytes) / 1e3 / STREAMS,
                                    (after.megabytes - before.megabytes) * 1e3 / STREAMS));
            row(
                    "opening, its first two readings included",
                    "%.0f s; CPU %.2f ms each".formatted(opening, cpuOpening * 1e3 / STREAMS));
            idle(server, streams);
            changes(server, streams, reqIds);
            System.out.println(Report.conditions(1));
        } finally {
            delete(folder);
        }
    }

    /** What the server holds after a full collection. */
    private record Memory(long heapBytes, double megabytes) {

        static Memory of(ServerProcess server) throws IOException {
            return new Memory(server.liveHeapBytes(), server.server().megabytes());
        }
    }

    private static List<String> requests(LoadGenerator generator, int port) throws IOException {
        var reqIds = new ArrayList<String>();
        Script send =
                new Script() {
                    @Override
                    public int calls() {
                        return 1;
                    }

                    @Override
                    public String request(int call, long number, String answer, String code) {
                        return new FlowScript().request(0, number, answer, code);
                    }

                    @Override
                    public void answered(String message, long at) {
                        reqIds.add(message);
                    }
                };
        while (reqIds.size() < STREAMS) {
            generator.run(send, port, CONNECTIONS, 2, 0);
        }
        // The youngest: their codes live longest.
        return List.copyOf(reqIds.subList(reqIds.size() - STREAMS, reqIds.size()));
    }

    private static void idle(ServerProcess server, OpenStreams streams) throws IOException {
        double cpu = server.server().cpuSeconds();
        double database = server.database().cpuSeconds();
        int beats = streams.beats();
        pause(TimeUnit.SECONDS.toMillis(IDLE_SECONDS));
        row(
                "CPU while nothing happens: server, database",
                "%.1f %%, %.1f %% of a core; %,d beats in %d s"
                        .formatted(
                                100 * (server.server().cpuSeconds() - cpu) / IDLE_SECONDS,
                                100 * (server.database().cpuSeconds() - database) / IDLE_SECONDS,
                                streams.beats() - beats,
                                IDLE_SECONDS));
    }

    private static void changes(ServerProcess server, OpenStreams streams, List<String> reqIds)
            throws IOException, SQLException {
        int changes = Math.min(reqIds.size(), CHANGES_PER_SECOND * Benchmark.seconds());
        double cpu = server.server().cpuSeconds();
        double database = server.database().cpuSeconds();
        long begin = System.nanoTime();
        try (var connection = DriverManager.getConnection(server.jdbcUrl());
                var update =
                        connection.prepareStatement(
                                "UPDATE message SET status = 'delivered' WHERE request_id = ?")) {
            for (int n = 0; n < changes; n++) {
                long due = begin + n * (TimeUnit.SECONDS.toNanos(1) / CHANGES_PER_SECOND);
                LockSupport.parkNanos(due - System.nanoTime());
                update.setString(1, reqIds.get(n));
                streams.changed(reqIds.get(n));
                update.executeUpdate();
            }
        }
        pause(1_000);
        row(
                "%d changes a second: from the update's start to the page"
                        .formatted(CHANGES_PER_SECOND),
                "p50 %.1f ms, p99 %.1f ms; %d lost"
                        .formatted(streams.millis(0.5), streams.millis(0.99), streams.untold()));
        row(
                "CPU of a change: server, database",
                "%.2f ms, %.2f ms"
                        .formatted(
                                1e3 * (server.server().cpuSeconds() - cpu) / changes,
                                1e3 * (server.database().cpuSeconds() - database) / changes));
    }

    private static void row(String what, String figures) {
        System.out.println("| " + what + " | " + figures + " |");
    }

    private static void pause(long millis) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        for (long now = System.nanoTime(); now < end; now = System.nanoTime()) {
            LockSupport.parkNanos(end - now);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
