package org.otpwidget.samplesite.demo;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The OTP server, started from the classes that the build has just made. */
final class ServerProcess {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** Longer than the server may take to drain and to stop its database. */
    private static final long FAREWELL_SECONDS = 45;

    private final Process process;
    private final String url;

    private ServerProcess(Process process, String url) {
        this.process = process;
        this.url = url;
    }

    /**
     * Starts the server in the demo profile. The properties {@code demo.classpath} (a file) and
     * {@code demo.directory} come from the build.
     */
    static ServerProcess start() throws IOException {
        String port = System.getenv().getOrDefault("SERVER_PORT", "8080");
        var builder =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        classpath(),
                        "org.otpwidget.server.OtpWidgetServer",
                        "--spring.profiles.active=demo");
        builder.directory(Path.of(System.getProperty("demo.directory")).toFile());
        builder.environment().put("SERVER_PORT", port);
        builder.environment()
                .putIfAbsent("OTP_DEMO_SITE_URL", "http://127.0.0.1:" + WithServer.sitePort());
        var process = builder.inheritIO().start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(process)));
        return new ServerProcess(process, "http://127.0.0.1:" + port);
    }

    /** Its classes before its dependencies. */
    private static String classpath() throws IOException {
        Path dependencies = Path.of(System.getProperty("demo.classpath"));
        return dependencies.resolveSibling("classes")
                + File.pathSeparator
                + Files.readString(dependencies).strip();
    }

    String url() {
        return url;
    }

    /**
     * Returns when the server takes calls; ends this process too when the server could not start.
     */
    void awaitReady() throws InterruptedException {
        var request =
                HttpRequest.newBuilder(URI.create(url + "/actuator/health/readiness"))
                        .timeout(Duration.ofSeconds(2))
                        .build();
        try (var http = HttpClient.newHttpClient()) {
            for (long end = System.nanoTime() + PATIENCE.toNanos(); System.nanoTime() < end; ) {
                if (process.waitFor(200, TimeUnit.MILLISECONDS)) {
                    System.err.println("The OTP server did not start; its own message is above.");
                    System.exit(process.exitValue() == 0 ? 1 : process.exitValue());
                }
                if (answers(http, request)) {
                    return;
                }
            }
        }
        throw new IllegalStateException("The OTP server did not become ready at " + url);
    }

    private static boolean answers(HttpClient http, HttpRequest request)
            throws InterruptedException {
        try {
            return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException _) {
            return false;
        }
    }

    private static void stop(Process process) {
        process.destroy();
        try {
            if (!process.waitFor(FAREWELL_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
