package org.otpwidget.server.benchmark;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The results as a table in Markdown. */
final class Report {

    private static final List<String> CALLS = List.of("send", "verify", "exchange");

    private final StringBuilder text = new StringBuilder();

    private Report() {}

    static String of(List<Subject> subjects, int rounds) throws IOException {
        var report = new Report();
        for (Subject subject : subjects) {
            report.add(subject);
        }
        report.line(conditions(rounds));
        return report.text.toString();
    }

    /** What a reader of the figures must know. */
    static String conditions(int rounds) throws IOException {
        return "%d rounds of %d s, interleaved; median (slowest–fastest). %s."
                .formatted(rounds, Benchmark.seconds(), machine());
    }

    private void add(Subject subject) throws IOException {
        line("| %s | per second | CPU ms each: server + database |".formatted(name(subject)));
        line("| --- | --- | --- |");
        subject.series().forEach(series -> line(series.row()));
        line(
                "| best against the limits | %.0f %% of bare SQL, %.0f %% of a hello | |"
                        .formatted(
                                100 * subject.best() / subject.sql().median(),
                                100 * subject.best() / subject.hello().median()));
        for (int call = 0; call < CALLS.size(); call++) {
            Times times = subject.times().get(call);
            line(
                    "| %s at %,.0f flows/s | p50 %.1f ms, p99 %.1f ms | |"
                            .formatted(
                                    CALLS.get(call),
                                    subject.halfLoad(),
                                    times.millis(0.5),
                                    times.millis(0.99)));
        }
        line(
                "| memory: server + database | %.0f + %.0f MB | |"
                        .formatted(
                                subject.server().server().megabytes(),
                                subject.server().database().megabytes()));
        line(
                "| start to readiness: new, again | %.1f s, %.1f s | |"
                        .formatted(subject.firstStart(), subject.server().secondsToReady()));
        line("");
    }

    private void line(String line) {
        text.append(line).append('\n');
    }

    private static String name(Subject subject) {
        return subject.variant().name() + " " + String.join(" ", subject.variant().jvmArguments());
    }

    private static String machine() throws IOException {
        var system = ManagementFactory.getOperatingSystemMXBean();
        Path load = Path.of("/proc/loadavg");
        return "%s %s, %d cores, Java %s, load average at the end %s"
                .formatted(
                        system.getName(),
                        system.getArch(),
                        system.getAvailableProcessors(),
                        Runtime.version(),
                        Files.exists(load) ? Files.readString(load).strip() : "unknown");
    }
}
