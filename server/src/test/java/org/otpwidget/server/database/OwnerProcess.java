package org.otpwidget.server.database;

import org.junit.jupiter.api.Assertions;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/**
 * A JVM of its own that owns an embedded PostgreSQL until its input ends, or until it is killed.
 */
final class OwnerProcess {

    private static final int NOBODY = 65534;

    private OwnerProcess() {}

    /** Starts PostgreSQL in the data folder given, says where it is, and waits. */
    public static void main(String... arguments) throws IOException {
        try (var directory = DataDirectory.open(Path.of(arguments[0]));
                var postgres = EmbeddedPostgres.start(directory.path().resolve("postgres"))) {
            System.out.println(postgres.address().url());
            System.in.read();
        }
    }

    static Process start(Path data) throws IOException {
        return start(List.of(), System.getProperty("java.class.path"), data);
    }

    static Process startAsNobody(Path home) throws IOException {
        var prefix = List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups");
        return start(prefix, copyOfClassPath(home), home.resolve("data"));
    }

    static DatabaseAddress address(Process owner) throws IOException {
        var output = owner.inputReader();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith("postgresql://")) {
                return DatabaseAddress.parse(line);
            }
        }
        return Assertions.fail("It ended without an address");
    }

    static void stop(Process owner) throws Exception {
        owner.outputWriter().close();
        Assertions.assertEquals(0, owner.waitFor());
    }

    static Path folderOfNobody() throws IOException {
        Path home = folderOfRootThatAllMayPass();
        Files.setAttribute(home, "unix:gid", NOBODY);
        Files.setAttribute(home, "unix:uid", NOBODY);
        return home;
    }

    static Path folderOfRootThatAllMayPass() throws IOException {
        Path home = Files.createTempDirectory("otp-test");
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-xr-x"));
        return home;
    }

    private static Process start(List<String> prefix, String classPath, Path data)
            throws IOException {
        var command = new ArrayList<>(prefix);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xshare:auto", "-XX:TieredStopAtLevel=1", "-cp", classPath));
        command.add(OwnerProcess.class.getName());
        command.add(data.toString());
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }

    /** Ours may lie where only we can read. */
    private static String copyOfClassPath(Path home) throws IOException {
        var copies = new ArrayList<String>();
        for (String entry : System.getProperty("java.class.path").split(":", -1)) {
            Path original = Path.of(entry);
            if (Files.exists(original)) {
                Path copy = home.resolve(copies.size() + "-" + original.getFileName());
                copy(original, copy);
                copies.add(copy.toString());
            }
        }
        return String.join(":", copies);
    }

    private static void copy(Path original, Path copy) throws IOException {
        Files.walkFileTree(
                original,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(
                            Path folder, BasicFileAttributes attributes) throws IOException {
                        Files.createDirectory(target(folder));
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                            throws IOException {
                        try {
                            Files.createLink(target(file), file);
                        } catch (IOException e) {
                            Files.copy(file, target(file));
                        }
                        return FileVisitResult.CONTINUE;
                    }

                    private Path target(Path path) {
                        return path.equals(original)
                                ? copy
                                : copy.resolve(original.relativize(path).toString());
                    }
                });
    }
}
