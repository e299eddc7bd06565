package org.otpwidget.server.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A network between a server and its database that can go silent: what is connected then stays
 * connected and hears nothing for ever, and what connects is accepted and hears nothing either.
 */
public final class FalteringProxy implements AutoCloseable {

    private static final class Link {

        private final Socket client;
        private volatile boolean silent;

        private Link(Socket client, boolean silent) {
            this.client = client;
            this.silent = silent;
        }

        private void copy(Socket from, Socket to) {
            byte[] buffer = new byte[8192];
            try {
                for (int read; (read = from.getInputStream().read(buffer)) >= 0; ) {
                    if (!silent) {
                        to.getOutputStream().write(buffer, 0, read);
                    }
                }
                to.shutdownOutput();
            } catch (IOException _) {
                // One of both hung up.
            }
        }
    }

    private final TestDatabase database;
    private final ServerSocket door;
    private final List<Link> links = new CopyOnWriteArrayList<>();
    private volatile boolean silent;

    /** A proxy before this database. */
    public FalteringProxy(TestDatabase database) {
        this.database = database;
        try {
            this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    /** For {@code otp.database-url}. */
    public String url() {
        DatabaseAddress address = database.address();
        return new DatabaseAddress(
                        door.getInetAddress().getHostAddress(),
                        door.getLocalPort(),
                        address.database(),
                        address.user(),
                        address.password(),
                        address.sslMode(),
                        address.sslRootCertificate())
                .url();
    }

    /** From now on nothing passes. */
    public void fallSilent() {
        silent = true;
        links.forEach(link -> link.silent = true);
    }

    /** What connects from now on reaches the database; what was connected before never will. */
    public void recover() {
        silent = false;
    }

    @Override
    public void close() {
        try {
            door.close();
            for (Link link : links) {
                link.client.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept() {
        try {
            while (true) {
                var link = new Link(door.accept(), silent);
                links.add(link);
                var behind = new Socket(database.address().host(), database.address().port());
                Thread.ofVirtual().start(() -> link.copy(link.client, behind));
                Thread.ofVirtual().start(() -> link.copy(behind, link.client));
            }
        } catch (IOException _) {
            // The door was closed.
        }
    }
}
