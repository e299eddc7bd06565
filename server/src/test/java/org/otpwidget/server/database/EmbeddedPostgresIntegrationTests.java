package org.otpwidget.server.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.r2dbc.postgresql.client.SSLMode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.otpwidget.server.StartFailedException;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.List;

/**
 * The tests start and stop PostgreSQL, as production does, on one cluster: unpacking takes long.
 */
class EmbeddedPostgresIntegrationTests {

    @TempDir static Path data;

    @Test
    void keepsDataFromStartToStart() throws Exception {
        try (var first = start()) {
            Sql.run(first.address(), "CREATE TABLE kept AS SELECT 42 AS answer");
        }
        try (var second = start()) {
            assertThat(Sql.one(second.address(), "SELECT answer FROM kept")).isEqualTo("42");
        }
    }

    @Test
    void isDurableAndCheckedAndWritesNoStatementsToItsLog() throws Exception {
        try (var postgres = start()) {
            var superuser = postgres.address("otp", PostgresCluster.SUPERUSER);
            for (String setting :
                    List.of(
                            "fsync=on",
                            "full_page_writes=on",
                            "synchronous_commit=on",
                            "data_checksums=on",
                            "server_encoding=UTF8",
                            "listen_addresses=127.0.0.1",
                            "unix_socket_directories=",
                            "password_encryption=scram-sha-256",
                            "jit=off")) {
                String[] pair = setting.split("=", 2);
                assertThat(Sql.one(superuser, "SHOW " + pair[0])).isEqualTo(pair[1]);
            }
            assertThatThrownBy(() -> Sql.run(postgres.address(), "SELECT 'hush'::int"))
                    .isInstanceOf(SQLException.class);
            assertThat(folder().resolve("postgres.log")).content().doesNotContain("hush");
        }
    }

    @Test
    void usesARoleThatIsNoSuperuser() throws Exception {
        try (var postgres = start()) {
            assertThat(Sql.one(postgres.address(), "SHOW is_superuser")).isEqualTo("off");
        }
    }

    @Test
    void asksForThePassword() throws Exception {
        try (var postgres = start()) {
            DatabaseAddress right = postgres.address();
            var wrong =
                    new DatabaseAddress(
                            right.host(),
                            right.port(),
                            right.database(),
                            right.user(),
                            "wrong",
                            SSLMode.DISABLE,
                            "");

            assertThatThrownBy(() -> Sql.one(wrong, "SELECT 1"))
                    .hasMessageContaining("password authentication failed");
            assertThat(folder().resolve("data/pg_hba.conf"))
                    .content()
                    .containsPattern("(?m)^host .* scram-sha-256$")
                    .doesNotContainPattern("(?m)^[a-z].* trust$");
        }
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void letsOnlyTheOwnerReadItsFiles() throws Exception {
        try (var postgres = start()) {
            assertThat(postgres.address().password()).hasSize(64);
            assertPermissions("", "rwx------");
            assertPermissions("data", "rwx------");
            assertPermissions("data/otp-password", "rw-------");
            assertPermissions("postgres.log", "rw-------");
            assertPermissions(PostgresBinaries.onClassPath().version(), "rwx------");
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void runsInASessionOfItsOwn() throws Exception {
        try (var postgres = start()) {
            assertThat(postgres.address().port()).isPositive();
            assertThat(session(Long.toString(postmaster().pid()))).isNotEqualTo(session("self"));
        }
    }

    @Test
    void triesAnotherPortWhenOneIsTaken() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            var ports =
                    List.of(taken.getLocalPort(), taken.getLocalPort(), EmbeddedPostgres.freePort())
                            .iterator();
            try (var postgres =
                    EmbeddedPostgres.start(folder(), EmbeddedPostgres.DURABLE, ports::next)) {
                assertThat(postgres.address().port()).isNotEqualTo(taken.getLocalPort());
                assertThat(Sql.one(postgres.address(), "SELECT 1")).isEqualTo("1");
            }
        }
    }

    @Test
    void recoversWhenPostgresWasKilled() throws Exception {
        try (var killed = start()) {
            Sql.run(killed.address(), "CREATE TABLE survivor AS SELECT 42 AS answer");
            ProcessHandle postmaster = postmaster();
            postmaster.destroyForcibly();
            postmaster.onExit().join();
            try (var again = start()) {
                assertThat(Sql.one(again.address(), "SELECT answer FROM survivor")).isEqualTo("42");
            }
        }
    }

    @Test
    void stopsWhatAKilledServerLeftRunning() throws Exception {
        Process owner = OwnerProcess.start(data);
        DatabaseAddress address = OwnerProcess.address(owner);
        Sql.run(address, "CREATE TABLE left_over AS SELECT 42 AS answer");
        assertThatThrownBy(() -> DataDirectory.open(data))
                .isInstanceOf(StartFailedException.class)
                .hasMessageContaining("process " + owner.pid());
        owner.destroyForcibly().waitFor();
        ProcessHandle left = postmaster(folder());
        assertThat(left.isAlive()).isTrue();

        try (var directory = DataDirectory.open(data);
                var again = EmbeddedPostgres.start(directory.path().resolve("postgres"))) {
            // It may still wait, as a zombie, for its parent to notice.
            assertThat(left.info().command()).isEmpty();
            assertThat(Sql.one(again.address(), "SELECT answer FROM left_over")).isEqualTo("42");
        }
    }

    @Test
    void startsWhenAnotherProcessHasTheIdOfAFormerPostgres() throws Exception {
        start().close();
        Files.writeString(
                folder().resolve("data/postmaster.pid"),
                ProcessHandle.current().pid() + "\n" + folder().resolve("data") + "\n");

        try (var again = start()) {
            assertThat(Sql.one(again.address(), "SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void leavesAPostgresAloneThatItDidNotStart(@TempDir Path other) throws Exception {
        start().close();
        Path program = Files.copy(Path.of("/bin/sleep"), other.resolve("postgres"));
        Process stranger = new ProcessBuilder(program.toString(), "600").start();
        Path pidFile = folder().resolve("data/postmaster.pid");
        Files.writeString(pidFile, stranger.pid() + "\n");
        try {
            assertThatThrownBy(this::start)
                    .isInstanceOf(StartFailedException.class)
                    .hasMessageContaining("Process " + stranger.pid() + " may be a PostgreSQL");
            assertThat(stranger.isAlive()).isTrue();
        } finally {
            stranger.destroyForcibly();
            Files.delete(pidFile);
        }
    }

    @Test
    void refusesDataOfAnotherMajorVersionAndLeavesItAlone(@TempDir Path other) throws Exception {
        Path version = Files.createDirectories(other.resolve("data")).resolve("PG_VERSION");
        Files.writeString(version, "17\n");

        assertThatThrownBy(() -> EmbeddedPostgres.start(other))
                .isInstanceOf(StartFailedException.class)
                .hasMessageContaining("is of PostgreSQL 17 and this server carries PostgreSQL 18");
        try (var files = Files.walk(other)) {
            assertThat(files.filter(Files::isRegularFile)).containsExactly(version);
        }
    }

    @Test
    void saysWhyItDoesNotStart() throws Exception {
        start().close();
        Path settings = folder().resolve("data/postgresql.auto.conf");
        Files.writeString(settings, "nonsense = 1\n");

        assertThatThrownBy(this::start)
                .isInstanceOf(StartFailedException.class)
                .hasMessageContaining("unrecognized configuration parameter");
        Files.writeString(settings, "");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void runsForAnOrdinaryUser() throws Exception {
        assumeTrue(weAreRoot(), "as an ordinary user all other tests show it");
        Path home = OwnerProcess.folderOfNobody();
        try {
            Process owner = OwnerProcess.startAsNobody(home);
            assertThat(Sql.one(OwnerProcess.address(owner), "SELECT 1")).isEqualTo("1");
            OwnerProcess.stop(owner);
            assertThat(home.resolve("data/postgres/data/postmaster.pid")).doesNotExist();
        } finally {
            OwnerOnly.delete(home);
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void rootGivesTheFilesToNobodyWhereItHasNoUserNamespaces() throws Exception {
        assumeTrue(weAreRoot(), "only root does so");
        Path home = OwnerProcess.folderOfRootThatAllMayPass();
        try {
            Path folder = OwnerOnly.folder(home.resolve("data/postgres"));
            Path installation = PostgresBinaries.onClassPath().unpackInto(folder);
            var impossible = new PostgresUser(List.of("false"), PostgresUser.UNCHANGED, 0);

            assertThat(
                            PostgresUser.choose(
                                    List.of(impossible, PostgresUser.nobody()),
                                    installation,
                                    folder))
                    .isEqualTo(PostgresUser.nobody());
            for (int start = 0; start < 2; start++) {
                try (var postgres = EmbeddedPostgres.start(folder)) {
                    assertThat(Sql.one(postgres.address(), "SELECT 1")).isEqualTo("1");
                    assertThat(Files.getAttribute(folder.resolve("data"), "unix:uid"))
                            .isEqualTo(65534);
                }
            }
        } finally {
            OwnerOnly.delete(home);
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void tellsRootWhatToDoWhenNoWayWorks() throws Exception {
        Path folder = OwnerOnly.folder(folder());
        Path installation = PostgresBinaries.onClassPath().unpackInto(folder);
        var impossible = new PostgresUser(List.of("false"), PostgresUser.UNCHANGED, 0);
        var absent = new PostgresUser(List.of("no-such-program"), PostgresUser.UNCHANGED, 0);

        assertThatThrownBy(
                        () ->
                                PostgresUser.choose(
                                        List.of(impossible, absent), installation, folder))
                .isInstanceOfSatisfying(
                        StartFailedException.class,
                        failure -> assertThat(failure.remedy()).contains("ordinary user"))
                .hasMessageContaining("no-such-program");
    }

    private EmbeddedPostgres start() {
        return EmbeddedPostgres.start(folder());
    }

    private Path folder() {
        return data.resolve("postgres");
    }

    private ProcessHandle postmaster() throws IOException {
        return postmaster(folder());
    }

    private static ProcessHandle postmaster(Path folder) throws IOException {
        String pid = Files.readAllLines(folder.resolve("data/postmaster.pid")).getFirst();
        return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    }

    private static String session(String pid) throws IOException {
        String stat = Files.readString(Path.of("/proc", pid, "stat"));
        return stat.substring(stat.lastIndexOf(')')).split(" ", -1)[4];
    }

    private boolean weAreRoot() throws IOException {
        return Files.getAttribute(Files.createTempFile(data, "", ""), "unix:uid").equals(0);
    }

    private void assertPermissions(String path, String permissions) throws IOException {
        assertThat(
                        PosixFilePermissions.toString(
                                Files.getPosixFilePermissions(folder().resolve(path))))
                .as(path)
                .isEqualTo(permissions);
    }
}
