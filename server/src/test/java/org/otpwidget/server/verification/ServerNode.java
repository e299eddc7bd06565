package org.otpwidget.server.verification;

import org.otpwidget.server.database.TestDatabase;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The server as it ships, in a process of its own. */
final class ServerNode implements AutoCloseable {

    private static final Path JAR = Path.of("target", "otp-widget-server.jar");
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Process process;
    private final String url;
    private final Path output;

    private ServerNode(Process process, String url, Path output) {
        this.process = process;
        this.url = url;
        this.output = output;
    }

    /**
     * Starts one; {@link #awaitReady} waits for it.
     *
     * @param profile {@code demo}, or empty
     */
    static ServerNode start(TestDatabase database, String profile, Map<String, String> more)
            throws IOException {
        int port = freePort();
        Path output = Files.createTempFile(Path.of("target"), "server-node-", ".log");
        var builder =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-jar",
                        JAR.toString());
        builder.environment()
                .putAll(
                        Map.of(
                                "OTP_DATABASE_URL",
                                database.url(),
                                "OTP_DATABASE_POOL_SIZE",
                                "8",
                                "OTP_SECRET",
                                TestDatabase.SECRET,
                                "OTP_ISSUER",
                                "http://127.0.0.1",
                                "SERVER_PORT",
                                Integer.toString(port),
                                "SPRING_PROFILES_ACTIVE",
                                profile,
                                "LOGGING_LEVEL_ORG_OTPWIDGET",
                                "debug"));
        builder.environment().putAll(more);
        builder.redirectErrorStream(true).redirectOutput(output.toFile());
        return new ServerNode(builder.start(), "http://127.0.0.1:" + port, output);
    }

    String url() {
        return url;
    }

    WidgetClient client() {
        return new WidgetClient(url);
    }

    /** All lines that it has written so far. */
    List<String> output() throws IOException {
        return Files.readAllLines(output);
    }

    ServerNode awaitReady() throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(url + "/actuator/health/readiness"))
                        .timeout(Duration.ofSeconds(5))
                        .build();
        try (var http = HttpClient.newHttpClient()) {
            for (long end = System.nanoTime() + PATIENCE.toNanos(); System.nanoTime() < end; ) {
                if (process.waitFor(200, TimeUnit.MILLISECONDS)) {
                    break;
                }
                if (isReady(http, request)) {
                    return this;
                }
            }
        }
        throw new AssertionError("The server did not start:\n" + String.join("\n", output()));
    }

    private static boolean isReady(HttpClient http, HttpRequest request)
            throws InterruptedException {
        try {
            return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        kill();
    }

    /** As {@code kill -9}: it gets no chance to finish anything. */
    void kill() {
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
