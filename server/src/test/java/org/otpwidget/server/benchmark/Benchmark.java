package org.otpwidget.server.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Measures the server as {@code server/README.md} says: flows per second, their latency and cost,
 * beside the limits that the database and the web server set. Rounds are interleaved, so that a
 * busy machine hits all measurements alike. Prints a table in Markdown.
 *
 * <p>Environment: {@code BENCHMARK_ROUNDS}, {@code BENCHMARK_SECONDS} per round, {@code
 * BENCHMARK_VARIANTS} (see {@link Variant}) for comparing ways to run the server.
 */
final class Benchmark implements AutoCloseable {

    static final int ROUNDS = setting("BENCHMARK_ROUNDS", 5);

    private final Path folder = Files.createTempDirectory("otp-benchmark");
    private final LoadGenerator generator = new LoadGenerator();
    private final List<Subject> subjects = new ArrayList<>();

    private Benchmark(List<Variant> variants) throws Exception {
        for (Variant variant : variants) {
            subjects.add(Subject.start(variant, folder, generator));
        }
    }

    public static void main(String... arguments) throws Exception {
        Locale.setDefault(Locale.ROOT);
        var variants = Variant.parse(System.getenv().getOrDefault("BENCHMARK_VARIANTS", ""));
        try (var benchmark = new Benchmark(variants)) {
            benchmark.run();
        }
    }

    private void run() throws Exception {
        for (Subject subject : subjects) {
            subject.warmUp();
        }
        for (int n = 0; n < ROUNDS; n++) {
            for (int series = 0; series < subjects.getFirst().series().size(); series++) {
                for (Subject subject : subjects) {
                    subject.series().get(series).measure();
                }
            }
            progress("round " + (n + 1) + " of " + ROUNDS);
        }
        for (int n = 0; n < ROUNDS; n++) {
            for (Subject subject : subjects) {
                subject.measureLatency();
            }
        }
        System.out.println(Report.of(subjects, ROUNDS));
    }

    private static void progress(String text) {
        System.err.println(text);
    }

    /** Length of a round. */
    static int seconds() {
        return setting("BENCHMARK_SECONDS", 5);
    }

    /** A number from the environment. */
    static int setting(String name, int usual) {
        String value = System.getenv(name);
        return value == null ? usual : Integer.parseInt(value);
    }

    @Override
    public void close() throws IOException, SQLException {
        for (Subject subject : subjects) {
            subject.close();
        }
        generator.close();
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
