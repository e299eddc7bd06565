package org.otpwidget.server.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What processes used so far.
 *
 * @param cpuSeconds of all of them
 * @param megabytes held in memory, what they share counted once; 0 where the system does not tell
 */
record Usage(double cpuSeconds, double megabytes) {

    static Usage of(List<ProcessHandle> processes) {
        double cpu = 0;
        double kilobytes = 0;
        for (ProcessHandle process : processes) {
            cpu += process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e9;
            kilobytes += proportionalSetSize(process.pid());
        }
        return new Usage(cpu, kilobytes / 1024);
    }

    private static double proportionalSetSize(long pid) {
        try (var lines = Files.lines(Path.of("/proc", Long.toString(pid), "smaps_rollup"))) {
            return lines.filter(line -> line.startsWith("Pss:"))
                    .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")))
                    .sum();
        } catch (IOException _) {
            return 0;
        }
    }
}
