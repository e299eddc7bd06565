package org.otpwidget.server.benchmark;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A look into the outbox's table, and a way to fill it. */
final class MessageTable implements AutoCloseable {

    private static final String QUEUED = "SELECT count(*) FROM message WHERE status = 'queued'";

    /** Messages whose codes still live become what a node that died leaves behind. */
    private static final String REQUEUE =
            """
            WITH chosen AS (
                SELECT m.id, r.code_sealed
                  FROM message m JOIN request r ON r.id = m.request_id
                 WHERE m.status = 'sent' AND r.verified_at IS NULL AND r.code_sealed IS NOT NULL
                   AND least(m.expires_at, r.expires_at) > now() + interval '2 minutes'
                 ORDER BY m.id DESC LIMIT ?)
            UPDATE message m
               SET status = 'queued', secret = chosen.code_sealed, sent_at = NULL, provider = NULL,
                   provider_id = NULL, due_at = clock_timestamp() + make_interval(secs => ?)
              FROM chosen WHERE m.id = chosen.id
            """;

    private static final long POLL_NANOS = 50_000_000;
    private static final int PATIENCE_SECONDS = 180;

    private final Connection connection;

    MessageTable(String jdbcUrl) throws SQLException {
        connection = DriverManager.getConnection(jdbcUrl);
    }

    long queued() throws SQLException {
        try (var statement = connection.createStatement();
                ResultSet row = statement.executeQuery(QUEUED)) {
            row.next();
            return row.getLong(1);
        }
    }

    /** Returns when nothing waits any more. */
    void awaitEmpty() throws SQLException {
        long begin = System.nanoTime();
        while (queued() > 0) {
            if (System.nanoTime() - begin > TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS)) {
                throw new IllegalStateException(queued() + " messages stay queued");
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    /** Queues sent messages once more, due at the end of this call. */
    void requeue(int messages, int dueInSeconds) throws SQLException {
        long due = System.nanoTime() + TimeUnit.SECONDS.toNanos(dueInSeconds);
        try (var statement = connection.prepareStatement(REQUEUE)) {
            statement.setInt(1, messages);
            statement.setInt(2, dueInSeconds);
            int changed = statement.executeUpdate();
            if (changed < messages || System.nanoTime() > due) {
                throw new IllegalStateException("queued %d, or too late".formatted(changed));
            }
        }
        for (long now = System.nanoTime(); now < due; now = System.nanoTime()) {
            LockSupport.parkNanos(due - now);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
