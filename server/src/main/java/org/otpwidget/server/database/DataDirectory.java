package org.otpwidget.server.database;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.StartFailedException;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The folder that one running server keeps its embedded database and its secret in. A lock on a
 * file in it keeps other servers out and ends with the process, however that dies.
 */
public final class DataDirectory implements AutoCloseable {

    /**
     * Folders open in this process: on POSIX a second look at the lock file would drop the lock.
     */
    private static final Set<Path> OPEN = ConcurrentHashMap.newKeySet();

    /** Past the process id that the file shows, since Windows forbids reading what is locked. */
    private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

    private final Path path;
    private final FileChannel lock;

    private DataDirectory(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /**
     * Creates the folder where it is missing and takes its lock.
     *
     * @throws StartFailedException when another server uses the folder or it cannot be written
     */
    static DataDirectory open(Path path) {
        try {
            Path real = OwnerOnly.folder(path.toAbsolutePath()).toRealPath();
            return new DataDirectory(real, lock(real));
        } catch (IOException e) {
            throw new StartFailedException(
                    "The data folder " + path.toAbsolutePath() + " cannot be used: " + e,
                    "Let the server's user own it, or set OTP_DATA_DIR to another folder.",
                    e);
        }
    }

    /** The folder: absolute, without symbolic links. */
    public Path path() {
        return path;
    }

    /**
     * The text of a file in the folder, or empty when there is none.
     *
     * @throws UncheckedIOException when it cannot be read
     */
    public Optional<String> read(String file) {
        try {
            Path there = path.resolve(file);
            return Files.exists(there) ? Optional.of(Files.readString(there)) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Writes a new file that only the owner can read; it appears whole, after it is on disk.
     *
     * @throws UncheckedIOException when it cannot be written
     */
    public void write(String file, String text) {
        try {
            Path unfinished = path.resolve(file + ".new");
            Files.deleteIfExists(unfinished);
            OwnerOnly.write(unfinished, text);
            Files.move(unfinished, path.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lets the next server in. */
    @Override
    public void close() {
        try {
            lock.close();
            OPEN.remove(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static FileChannel lock(Path folder) throws IOException {
        if (!OPEN.add(folder)) {
            throw inUse(folder, "this process");
        }
        FileChannel channel = null;
        try {
            channel =
                    OwnerOnly.open(
                            folder.resolve("lock"),
                            Set.of(
                                    StandardOpenOption.CREATE,
                                    StandardOpenOption.READ,
                                    StandardOpenOption.WRITE));
            if (channel.tryLock(LOCKED_BYTE, 1, false) == null) {
                throw inUse(folder, "process " + Files.readString(folder.resolve("lock")));
            }
            String pid = Long.toString(ProcessHandle.current().pid());
            channel.truncate(0).write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.UTF_8)));
            return channel;
        } catch (IOException | RuntimeException e) {
            OPEN.remove(folder);
            close(channel);
            throw e;
        }
    }

    private static void close(@Nullable FileChannel channel) throws IOException {
        if (channel != null) {
            channel.close();
        }
    }

    private static StartFailedException inUse(Path folder, String by) {
        return new StartFailedException(
                "The data folder "
                        + folder
                        + " is in use by another OTP Widget server ("
                        + by
                        + ").",
                "Stop that server, or set OTP_DATA_DIR to another folder; several servers share a"
                        + " database by OTP_DATABASE_URL.");
    }
}
