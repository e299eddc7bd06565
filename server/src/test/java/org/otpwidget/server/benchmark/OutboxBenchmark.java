package org.otpwidget.server.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;

/**
 * Measures what one node sends through the outbox to a vendor over HTTP, beside what it sends with
 * the same client directly. Rounds are interleaved. Prints a table in Markdown.
 *
 * <p>Environment: {@code BENCHMARK_ROUNDS}, {@code BENCHMARK_SECONDS} per round, {@code
 * BENCHMARK_WARM_UP} messages before, {@code BENCHMARK_DRAIN} messages to drain.
 */
final class OutboxBenchmark {

    private OutboxBenchmark() {}

    public static void main(String... arguments) throws Exception {
        Locale.setDefault(Locale.ROOT);
        Path folder = Files.createTempDirectory("otp-outbox");
        try (var subject = new OutboxSubject(Variant.parse("").getFirst(), folder)) {
            subject.warmUp();
            for (int n = 0; n < Benchmark.ROUNDS; n++) {
                subject.measure();
                System.err.println("round " + (n + 1) + " of " + Benchmark.ROUNDS);
            }
            for (int n = 0; n < Benchmark.ROUNDS; n++) {
                subject.measureLatency();
            }
            System.out.println(table(subject));
        } finally {
            delete(folder);
        }
    }

    private static String table(OutboxSubject subject) throws IOException {
        var text = new StringBuilder("| one node | messages per second |");
        text.append(" CPU ms each: server + database |\n| --- | --- | --- |\n");
        subject.series().forEach(series -> text.append(series.row()).append('\n'));
        text.append(ratio("the outbox against the endpoint", subject.outbox(), subject.direct()))
                .append(ratio("the outbox against the loop", subject.outbox(), subject.loop()))
                .append(ratio("the drain against the loop", subject.drain(), subject.loop()))
                .append(times("at saturation", subject.saturated()))
                .append(times("at %,.0f/s".formatted(subject.halfLoad()), subject.half()))
                .append(
                        "| waiting when a round of sends ended, at most | %,d | |%n"
                                .formatted(subject.mostLeft()));
        return text.append(Report.conditions(Benchmark.ROUNDS)).toString();
    }

    private static String ratio(String what, Series one, Series other) {
        return "| %s | %.0f %% | %.1f times |%n"
                .formatted(
                        what,
                        100 * one.median() / other.median(),
                        one.cpuMillis() / other.cpuMillis());
    }

    private static String times(String when, Times times) {
        return "| from the send's answer to the vendor's call, %s | p50 %.1f ms, p99 %.1f ms | |%n"
                .formatted(when, times.millis(0.5), times.millis(0.99));
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
