package org.otpwidget.server.benchmark;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The server in a JVM of its own, with the embedded database below it. */
final class ServerProcess implements AutoCloseable {

    private static final long POLL_NANOS = 20_000_000;
    private static final int PATIENCE_SECONDS = 180;

    private final Process process;
    private final Path data;
    private final int port;
    private final double secondsToReady;

    private ServerProcess(Process process, Path data, int port, double secondsToReady) {
        this.process = process;
        this.data = data;
        this.port = port;
        this.secondsToReady = secondsToReady;
    }

    static ServerProcess start(Variant variant, Path data, int codesPort) throws IOException {
        int port = freePort();
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(variant.jvmArguments());
        command.add("-D" + BenchmarkServer.CODES_PORT + "=" + codesPort);
        command.add(BenchmarkServer.class.getName());
        command.add("--spring.profiles.active=demo");
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("OTP_DATA_DIR", data.resolve("data").toString());
        builder.environment().put("SERVER_PORT", Integer.toString(port));
        // the vendor of OutboxBenchmark is at loopback
        builder.environment().put("OTP_PROVIDER_PRIVATE_ADDRESSES", "true");
        Path log = data.resolve("server.log");
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        long begin = System.nanoTime();
        Process process = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        while (!ready(port)) {
            long waited = System.nanoTime() - begin;
            if (!process.isAlive() || waited > TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS)) {
                process.destroy();
                throw new IOException("the server did not start:\n" + Files.readString(log));
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
        return new ServerProcess(process, data, port, (System.nanoTime() - begin) / 1e9);
    }

    int port() {
        return port;
    }

    double secondsToReady() {
        return secondsToReady;
    }

    Usage server() {
        return Usage.of(List.of(process.toHandle()));
    }

    /** Bytes of all objects that are still in use. */
    long liveHeapBytes() throws IOException {
        var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        Process histogram =
                new ProcessBuilder(jcmd, Long.toString(process.pid()), "GC.class_histogram")
                        .redirectErrorStream(true)
                        .start();
        String total = "";
        try (var lines = histogram.inputReader()) {
            for (String line; (line = lines.readLine()) != null; ) {
                total = line.startsWith("Total") ? line : total;
            }
        }
        return Long.parseLong(total.strip().split("\\s+", -1)[2]);
    }

    Usage database() throws IOException {
        var processes = new ArrayList<ProcessHandle>();
        ProcessHandle.of(Long.parseLong(postmaster().getFirst()))
                .ifPresent(
                        main -> {
                            processes.add(main);
                            main.descendants().forEach(processes::add);
                        });
        return Usage.of(processes);
    }

    String jdbcUrl() throws IOException {
        return "jdbc:postgresql://127.0.0.1:"
                + postmaster().get(3)
                + "/otp?user=otp&password="
                + Files.readString(postgres().resolve("otp-password"));
    }

    private Path postgres() {
        return data.resolve("data").resolve("postgres").resolve("data");
    }

    /** PostgreSQL's lock file: the process id in its first line, the port in its fourth. */
    private List<String> postmaster() throws IOException {
        return Files.readAllLines(postgres().resolve("postmaster.pid"));
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the server does not stop");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean ready(int port) {
        try {
            var connection =
                    (HttpURLConnection)
                            URI.create("http://127.0.0.1:" + port + "/actuator/health/readiness")
                                    .toURL()
                                    .openConnection();
            return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
        } catch (IOException _) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
