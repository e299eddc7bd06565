package org.otpwidget.server.database;

import io.r2dbc.postgresql.client.SSLMode;

import org.otpwidget.server.StartFailedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A PostgreSQL of our own, on 127.0.0.1 and behind a random password. It runs in a session of its
 * own, so that a Ctrl-C in the terminal reaches only the server, which stops it last.
 */
final class EmbeddedPostgres implements AutoCloseable {

    /** What is committed survives a power cut. */
    static final List<String> DURABLE = List.of("fsync=on");

    private static final Logger log = LoggerFactory.getLogger(EmbeddedPostgres.class);

    private static final String HOST = "127.0.0.1";

    /**
     * What an operator must not change. The log tells starts, stops and crashes; errors of
     * statements reach the server, whose log rotates, and statements and their parameters, which
     * could hold secrets, are never written.
     */
    private static final List<String> FIXED =
            List.of(
                    "listen_addresses=" + HOST,
                    "unix_socket_directories=",
                    "logging_collector=off",
                    "log_destination=stderr",
                    "log_min_messages=log",
                    "log_min_error_statement=panic",
                    "log_error_verbosity=terse",
                    "log_statement=none",
                    "log_min_duration_statement=-1",
                    "log_parameter_max_length=0",
                    "log_parameter_max_length_on_error=0",
                    "log_checkpoints=off",
                    "log_connections=",
                    "log_disconnections=off");

    private static final int PORTS_TO_TRY = 10;
    private static final long LOG_KEPT_BYTES = 1 << 20;

    /** Gives TCP ports that are probably free. */
    @FunctionalInterface
    interface Ports {
        int next() throws IOException;
    }

    private final PostgresPrograms programs;
    private final PostgresCluster cluster;
    private final int port;
    private final AtomicBoolean closed = new AtomicBoolean();

    private EmbeddedPostgres(PostgresPrograms programs, PostgresCluster cluster, int port) {
        this.programs = programs;
        this.cluster = cluster;
        this.port = port;
    }

    /**
     * Starts PostgreSQL on the cluster in a folder, which is made when it is missing. The caller
     * holds the lock of the data folder around it.
     *
     * @param folder where the programs, the cluster and the log are
     * @throws StartFailedException when it doesn't start; the data is as it was
     */
    static EmbeddedPostgres start(Path folder) {
        return start(folder, DURABLE, EmbeddedPostgres::freePort);
    }

    static EmbeddedPostgres start(Path folder, List<String> settings, Ports ports) {
        long begin = System.nanoTime();
        try {
            var binaries = PostgresBinaries.onClassPath();
            PostgresCluster.checkVersion(folder.resolve("data"), binaries);
            OwnerOnly.folder(folder);
            Path installation = binaries.unpackInto(folder);
            var user = PostgresUser.choose(installation, folder);
            var programs = new PostgresPrograms(installation, user, folder);
            var cluster = PostgresCluster.in(folder, programs);
            StrayPostgres.stop(cluster.data(), programs);
            int port = startOn(ports, settings, cluster, programs);
            log.info(
                    "Embedded PostgreSQL {} started in {} ms",
                    binaries.version(),
                    (System.nanoTime() - begin) / 1_000_000);
            return new EmbeddedPostgres(programs, cluster, port);
        } catch (IOException e) {
            throw new StartFailedException(
                    "The embedded PostgreSQL in " + folder + " did not start: " + e.getMessage(),
                    "Free space and memory if they ran out, or set OTP_DATABASE_URL to a PostgreSQL"
                            + " of your own. The data is untouched.",
                    e);
        }
    }

    /** The server's database, as the role that owns it. */
    DatabaseAddress address() {
        return address(PostgresCluster.ROLE, PostgresCluster.ROLE);
    }

    /** A database of the cluster, as one of its two roles. */
    DatabaseAddress address(String database, String role) {
        try {
            return new DatabaseAddress(
                    HOST, port, database, role, cluster.password(), SSLMode.DISABLE, "");
        } catch (IOException e) {
            throw new StartFailedException(
                    "The embedded database's password cannot be read: " + e,
                    "Restore the file from a backup of the data folder.",
                    e);
        }
    }

    /** Stops PostgreSQL: connections are closed, what is committed is on disk. */
    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        try {
            if (!stop("fast").succeeded()) {
                stop("immediate").orFail("Stopping");
            }
        } catch (IOException e) {
            log.warn("The next start of the embedded PostgreSQL recovers: {}", e.getMessage());
        }
    }

    private PostgresPrograms.Result stop(String mode) throws IOException {
        return programs.run("pg_ctl", "stop", "-D", cluster.data().toString(), "-m", mode, "-s");
    }

    private static int startOn(
            Ports ports, List<String> settings, PostgresCluster cluster, PostgresPrograms programs)
            throws IOException {
        Path logFile = rotate(programs.folder().resolve("postgres.log"));
        String said = "";
        for (int attempt = 0; attempt < PORTS_TO_TRY; attempt++) {
            int port = ports.next();
            long before = Files.exists(logFile) ? Files.size(logFile) : 0;
            var result =
                    programs.run(
                            "pg_ctl",
                            "start",
                            "-D",
                            cluster.data().toString(),
                            "--log=" + logFile,
                            "--timeout=300",
                            "--silent",
                            "--wait",
                            "--options=" + options(port, settings));
            if (result.succeeded()) {
                return port;
            }
            said = result.output() + since(before, logFile);
            if (!said.contains("could not bind")) {
                break;
            }
        }
        throw new IOException(said.strip());
    }

    private static String options(int port, List<String> settings) {
        var options = new ArrayList<String>();
        options.add("port=" + port);
        options.addAll(FIXED);
        options.addAll(settings);
        return "-c " + String.join(" -c ", options);
    }

    private static Path rotate(Path logFile) throws IOException {
        if (Files.exists(logFile) && Files.size(logFile) > LOG_KEPT_BYTES) {
            Files.move(
                    logFile,
                    logFile.resolveSibling("postgres.log.1"),
                    StandardCopyOption.REPLACE_EXISTING);
        }
        return logFile;
    }

    private static String since(long position, Path logFile) throws IOException {
        if (!Files.exists(logFile)) {
            return "";
        }
        try (var log = Files.newInputStream(logFile)) {
            log.skipNBytes(position);
            return new String(log.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.ofLiteral(HOST))) {
            return socket.getLocalPort();
        }
    }
}
