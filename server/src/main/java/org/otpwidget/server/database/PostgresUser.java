package org.otpwidget.server.database;

import org.otpwidget.server.StartFailedException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.stream.Stream;

/**
 * Who runs PostgreSQL, which refuses to run as root: we ourselves, or, when we are root on Linux,
 * root without its powers, or an unprivileged user that then owns the files.
 *
 * @param prefix command that gives the powers away, followed by the program to run
 * @param owner numeric user and group that own the files; {@link #UNCHANGED} for whoever we are
 */
record PostgresUser(List<String> prefix, int owner, int group) {

    static final int UNCHANGED = -1;

    private static final int ROOT = 0;
    private static final int NOBODY = 65534;

    static final PostgresUser OURSELVES = new PostgresUser(List.of(), UNCHANGED, UNCHANGED);

    /** Root in a user namespace of its own, where it owns its files but has no powers. */
    static final PostgresUser POWERLESS_ROOT =
            new PostgresUser(List.of("unshare", "-U"), UNCHANGED, UNCHANGED);

    /**
     * Chooses the first way that works here.
     *
     * @param installation folder that holds {@code bin}
     * @param folder folder that holds the cluster, ours to write
     * @throws StartFailedException when PostgreSQL cannot be run
     */
    static PostgresUser choose(Path installation, Path folder) throws IOException {
        return choose(candidates(folder), installation, folder);
    }

    static PostgresUser choose(List<PostgresUser> candidates, Path installation, Path folder)
            throws IOException {
        var complaints = new StringBuilder();
        for (PostgresUser candidate : candidates) {
            try {
                candidate.own(folder);
                var result =
                        new PostgresPrograms(installation, candidate, folder)
                                .run("postgres", "--version");
                if (result.succeeded()) {
                    return candidate;
                }
                complaints.append(result.output());
            } catch (IOException e) {
                complaints.append(e.getMessage()).append('\n');
            }
        }
        throw new StartFailedException(
                "The embedded PostgreSQL cannot be run: " + complaints.toString().strip(),
                remedy(candidates, installation));
    }

    /** An unprivileged user who owns the files from then on. */
    static PostgresUser unprivileged(int user, int group) {
        return new PostgresUser(
                List.of(
                        "setpriv",
                        "--reuid=" + user,
                        "--regid=" + group,
                        "--clear-groups",
                        "--no-new-privs"),
                user,
                group);
    }

    static PostgresUser nobody() {
        return unprivileged(NOBODY, NOBODY);
    }

    /** Hands a file or a folder with its content to this user. */
    void own(Path tree) throws IOException {
        if (owner == UNCHANGED) {
            return;
        }
        try (Stream<Path> paths = Files.walk(tree)) {
            for (Path path : (Iterable<Path>) paths::iterator) {
                if (attribute(path, "unix:uid") != owner) {
                    Files.setAttribute(path, "unix:gid", group, LinkOption.NOFOLLOW_LINKS);
                    Files.setAttribute(path, "unix:uid", owner, LinkOption.NOFOLLOW_LINKS);
                }
            }
        }
        letThrough(tree);
    }

    private static List<PostgresUser> candidates(Path folder) throws IOException {
        if (!weAreRoot(folder)) {
            return List.of(OURSELVES);
        }
        Path data = folder.resolve("data");
        Path kept = Files.exists(data) ? data : folder;
        int owner = attribute(kept, "unix:uid");
        return owner == ROOT
                ? List.of(POWERLESS_ROOT, nobody())
                : List.of(unprivileged(owner, attribute(kept, "unix:gid")));
    }

    private static boolean weAreRoot(Path folder) throws IOException {
        if (!"Linux".equals(System.getProperty("os.name"))) {
            return false;
        }
        Path ours = Files.createTempFile(folder, "owner", null);
        try {
            return attribute(ours, "unix:uid") == ROOT;
        } finally {
            Files.delete(ours);
        }
    }

    /** Lets others pass through, but not list, the data folder, which holds the given one. */
    private static void letThrough(Path tree) throws IOException {
        Path parent = tree.resolveSibling("");
        if (attribute(parent, "unix:uid") == ROOT) {
            var permissions = Files.getPosixFilePermissions(parent);
            if (permissions.add(PosixFilePermission.OTHERS_EXECUTE)) {
                Files.setPosixFilePermissions(parent, permissions);
            }
        }
    }

    private static int attribute(Path path, String name) throws IOException {
        return (int) Files.getAttribute(path, name, LinkOption.NOFOLLOW_LINKS);
    }

    private static String remedy(List<PostgresUser> candidates, Path installation) {
        return candidates.equals(List.of(OURSELVES))
                ? "Delete " + installation + " to have it unpacked again, or set OTP_DATABASE_URL."
                : "Start the server as an ordinary user, or let root use `unshare -U` or `setpriv`"
                        + " and keep OTP_DATA_DIR below folders that others may pass, or set"
                        + " OTP_DATABASE_URL.";
    }
}
