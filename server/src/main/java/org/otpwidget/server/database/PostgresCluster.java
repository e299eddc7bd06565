package org.otpwidget.server.database;

import org.otpwidget.server.StartFailedException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * The data of an embedded PostgreSQL: one cluster with the database and the role {@code otp}, which
 * is no superuser. It is made aside and moved in place, so that a start that dies leaves no half of
 * one.
 *
 * @param data the cluster's folder
 */
record PostgresCluster(Path data) {

    static final String SUPERUSER = "postgres";
    static final String ROLE = "otp";

    /** Not read by PostgreSQL: the password of both roles, for us and for the operator's psql. */
    private static final String PASSWORD_FILE = "otp-password";

    /**
     * Fails while nothing is touched when the cluster was made by another major version.
     *
     * @throws StartFailedException when this PostgreSQL cannot read the data
     */
    static void checkVersion(Path data, PostgresBinaries binaries) throws IOException {
        Path file = data.resolve("PG_VERSION");
        if (!Files.exists(file)) {
            return;
        }
        String version = Files.readString(file).strip();
        if (!version.equals(binaries.major())) {
            throw new StartFailedException(
                    "The data in %s is of PostgreSQL %s and this server carries PostgreSQL %s."
                            .formatted(data, version, binaries.major()),
                    "Nothing was changed. Run the former release, dump its database with pg_dump,"
                        + " move the folder away, start this release and load the dump with psql.");
        }
    }

    /** Opens the cluster in the folder, or makes it. */
    static PostgresCluster in(Path folder, PostgresPrograms programs) throws IOException {
        var cluster = new PostgresCluster(folder.resolve("data"));
        if (!Files.isDirectory(cluster.data())) {
            create(folder.resolve("data.new"), programs);
            Files.move(folder.resolve("data.new").resolve("data"), cluster.data());
            OwnerOnly.delete(folder.resolve("data.new"));
        }
        return cluster;
    }

    /** The password of both roles: 256 random bits. */
    String password() throws IOException {
        return Files.readString(data.resolve(PASSWORD_FILE));
    }

    private static void create(Path folder, PostgresPrograms programs) throws IOException {
        OwnerOnly.delete(folder);
        OwnerOnly.folder(folder);
        String password = randomPassword();
        Path passwordFile = folder.resolve(PASSWORD_FILE);
        OwnerOnly.write(passwordFile, password);
        programs.user().own(folder);
        Path data = folder.resolve("data");
        programs.run(
                        "initdb",
                        "--pgdata=" + data,
                        "--username=" + SUPERUSER,
                        "--pwfile=" + passwordFile,
                        "--auth=scram-sha-256",
                        "--encoding=UTF8",
                        "--locale-provider=builtin",
                        "--builtin-locale=C.UTF-8",
                        "--locale=C",
                        "--data-checksums",
                        "--no-instructions",
                        // The operator may change these in postgresql.conf.
                        "--set=shared_buffers=128MB",
                        "--set=max_connections=50",
                        "--set=jit=off",
                        "--set=io_method=sync")
                .orFail("initdb");
        programs.runWithInput(
                        """
                        CREATE ROLE %1$s LOGIN PASSWORD '%2$s'
                        CREATE DATABASE %1$s OWNER %1$s
                        """
                                .formatted(ROLE, password),
                        "postgres",
                        "--single",
                        "-c",
                        "exit_on_error=on",
                        "-c",
                        "log_min_error_statement=panic",
                        "-D",
                        data.toString(),
                        "postgres")
                .orFail("Creating the database");
        Files.move(passwordFile, data.resolve(PASSWORD_FILE));
    }

    private static String randomPassword() {
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }
}
