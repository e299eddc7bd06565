package org.otpwidget.server.delivery.smpp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;

/** The SMSC's script with its packages, in the build's folder. */
final class SmscPackages {

    private static final Path SOURCE = Path.of("src", "test", "smpp");
    private static final Path FOLDER = Path.of("target", "smsc");
    private static final String LOCK = "package-lock.json";

    private SmscPackages() {}

    /**
     * The folder, after npm installed what package-lock.json names, unless that was done before.
     */
    static synchronized Path installed() {
        try {
            Files.createDirectories(FOLDER);
            for (String file : List.of("package.json", LOCK, "smsc.js")) {
                Files.copy(
                        SOURCE.resolve(file),
                        FOLDER.resolve(file),
                        StandardCopyOption.REPLACE_EXISTING);
            }
            Path stamp = FOLDER.resolve("installed-lock");
            String lock = Files.readString(FOLDER.resolve(LOCK));
            if (!Files.exists(stamp) || !Files.readString(stamp).equals(lock)) {
                install();
                Files.writeString(stamp, lock);
            }
            return FOLDER;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static void install() throws IOException, InterruptedException {
        boolean windows =
                System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");
        int status =
                new ProcessBuilder(
                                windows ? "npm.cmd" : "npm",
                                "ci",
                                "--ignore-scripts",
                                "--no-audit",
                                "--no-fund",
                                "--prefer-offline")
                        .directory(FOLDER.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(FOLDER.resolve("npm.log").toFile())
                        .start()
                        .waitFor();
        if (status != 0) {
            throw new AssertionError("npm ci failed, see " + FOLDER.resolve("npm.log"));
        }
    }
}
