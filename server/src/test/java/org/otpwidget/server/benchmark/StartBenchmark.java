package org.otpwidget.server.benchmark;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Measures how long the shipped jar takes from the command to readiness on a database that is
 * there, in the ways to start it that {@code server/docs/benchmark.md} shows. Rounds are
 * interleaved. Prints a table in Markdown.
 */
final class StartBenchmark implements AutoCloseable {

    private static final int ROUNDS = 5;
    private static final long POLL_NANOS = 20_000_000;
    private static final int PATIENCE_SECONDS = 120;
    private static final Path JAR = Path.of("target", "otp-widget-server.jar").toAbsolutePath();

    private final Path folder = Files.createTempDirectory("otp-start");
    private final HttpClient http = HttpClient.newHttpClient();

    private StartBenchmark() throws IOException {}

    public static void main(String... arguments) throws Exception {
        Locale.setDefault(Locale.ROOT);
        try (var benchmark = new StartBenchmark()) {
            benchmark.run();
        }
    }

    private void run() throws Exception {
        run("-Djarmode=tools", "-jar", JAR.toString(), "extract", "--destination", "extracted");
        String extracted = Path.of("extracted", JAR.getFileName().toString()).toString();
        secondsToReady("-XX:AOTCacheOutput=server.aot", "-jar", extracted);

        var ways = new LinkedHashMap<String, String[]>();
        ways.put("the jar", new String[] {"-jar", JAR.toString()});
        ways.put("extracted", new String[] {"-jar", extracted});
        ways.put(
                "extracted, with an AOT cache",
                new String[] {"-XX:AOTCache=server.aot", "-jar", extracted});
        var times = new LinkedHashMap<String, List<Double>>();
        for (int round = 0; round < ROUNDS; round++) {
            for (Map.Entry<String, String[]> way : ways.entrySet()) {
                times.computeIfAbsent(way.getKey(), _ -> new ArrayList<>())
                        .add(secondsToReady(way.getValue()));
            }
        }
        System.out.println("| start to readiness | s: median (fastest–slowest) |\n| --- | --- |");
        times.forEach((way, seconds) -> System.out.println(row(way, seconds)));
    }

    private static String row(String way, List<Double> seconds) {
        Collections.sort(seconds);
        return "| %s | %.1f (%.1f–%.1f) |"
                .formatted(
                        way,
                        seconds.get(seconds.size() / 2),
                        seconds.getFirst(),
                        seconds.getLast());
    }

    /** Starts the server, waits for it and stops it. */
    private double secondsToReady(String... arguments) throws Exception {
        int port = freePort();
        ProcessBuilder builder = java(arguments);
        builder.command().add("--spring.profiles.active=demo");
        builder.environment().put("OTP_DATA_DIR", folder.resolve("data").toString());
        builder.environment().put("SERVER_PORT", Integer.toString(port));
        long begin = System.nanoTime();
        Process process = builder.start();
        try {
            while (!ready(port)) {
                long waited = System.nanoTime() - begin;
                if (!process.isAlive() || waited > TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS)) {
                    throw new IOException("the server did not start, see " + folder);
                }
            }
            return (System.nanoTime() - begin) / 1e9;
        } finally {
            process.destroy();
            process.waitFor();
        }
    }

    private void run(String... arguments) throws Exception {
        if (java(arguments).start().waitFor() != 0) {
            throw new IOException("failed: " + Arrays.toString(arguments));
        }
    }

    private ProcessBuilder java(String... arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(arguments));
        File log = folder.resolve("server.log").toFile();
        return new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log));
    }

    private boolean ready(int port) throws InterruptedException {
        URI readiness = URI.create("http://127.0.0.1:" + port + "/actuator/health/readiness");
        var request = HttpRequest.newBuilder(readiness).timeout(Duration.ofSeconds(5)).build();
        try {
            return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException _) {
            LockSupport.parkNanos(POLL_NANOS);
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() throws IOException {
        http.close();
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
