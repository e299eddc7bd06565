package org.otpwidget.server.delivery.smtp;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.delivery.provider.Network;
import org.otpwidget.server.secret.SecretText;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Deque;
import java.util.Properties;
import java.util.concurrent.ConcurrentLinkedDeque;

/**
 * Connections to an SMTP server that are kept open between messages: signing in anew costs several
 * round trips. Blocks, and is made for virtual threads.
 */
final class SmtpConnections implements AutoCloseable {

    private static final Duration LONGEST_IDLE = Duration.ofSeconds(30);
    private static final int MOST_MESSAGES = 100;

    private final SmtpServer server;
    private final Session session;
    private final Clock clock;
    private final Deque<Connection> idle = new ConcurrentLinkedDeque<>();
    private volatile boolean closed;

    /**
     * @param domain of the sender's address
     * @param network where the server may be
     */
    SmtpConnections(SmtpServer server, String domain, Network network, Clock clock) {
        this.server = server;
        this.session = Session.getInstance(properties(server, domain, network));
        this.clock = clock;
    }

    /** The session that messages are made with. */
    Session session() {
        return session;
    }

    /**
     * Sends a message over a connection of its own.
     *
     * @throws MessagingException what the server said, or that it could not be reached; the
     *     connection is gone then
     */
    void send(MimeMessage message) throws MessagingException {
        Connection connection = connection();
        try {
            connection.transport.sendMessage(message, message.getAllRecipients());
        } catch (MessagingException | RuntimeException e) {
            connection.close();
            throw e;
        }
        keep(connection);
    }

    /** Closes what is idle; what is busy closes when it is done. */
    @Override
    public void close() {
        closed = true;
        for (Connection connection = idle.poll(); connection != null; connection = idle.poll()) {
            connection.close();
        }
    }

    /** Without the fallback, which is a socket that asks nobody. */
    private static Properties properties(SmtpServer server, String domain, Network network) {
        Properties properties = server.properties(domain);
        properties.put("mail.smtp.socketFactory", new GuardedSockets(network));
        properties.setProperty("mail.smtp.socketFactory.fallback", "false");
        return properties;
    }

    private Connection connection() throws MessagingException {
        for (Connection kept = idle.pollLast(); kept != null; kept = idle.pollLast()) {
            if (kept.isFresh(clock.instant()) && kept.transport.isConnected()) {
                return kept;
            }
            kept.close();
        }
        Transport transport = session.getTransport("smtp");
        SecretText password = server.password();
        transport.connect(server.user(), password == null ? null : password.reveal());
        return new Connection(transport);
    }

    private void keep(Connection connection) {
        connection.messages++;
        connection.usedAt = clock.instant();
        if (closed || connection.messages >= MOST_MESSAGES) {
            connection.close();
        } else {
            idle.addLast(connection);
        }
        closeStale(clock.instant());
    }

    /** The one that was idle longest is first. */
    private void closeStale(Instant now) {
        Connection oldest = idle.pollFirst();
        if (oldest == null) {
            return;
        }
        if (oldest.isFresh(now)) {
            idle.addFirst(oldest);
        } else {
            oldest.close();
        }
    }

    /** One connection, signed in. Used by one thread at a time. */
    private static final class Connection {

        final Transport transport;
        int messages;
        @Nullable Instant usedAt;

        Connection(Transport transport) {
            this.transport = transport;
        }

        boolean isFresh(Instant now) {
            return usedAt == null || usedAt.plus(LONGEST_IDLE).isAfter(now);
        }

        void close() {
            try {
                transport.close();
            } catch (MessagingException _) {
                // It is gone either way.
            }
        }
    }
}
