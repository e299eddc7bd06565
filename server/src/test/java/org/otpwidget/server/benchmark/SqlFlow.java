package org.otpwidget.server.benchmark;

import org.otpwidget.server.delivery.RecordStatement;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/** One connection that does what a flow asks of the database. */
final class SqlFlow implements AutoCloseable {

    private final Connection connection;
    private final PreparedStatement send;
    private final PreparedStatement record;
    private final PreparedStatement verify;
    private final PreparedStatement exchange;

    SqlFlow(String jdbcUrl) throws SQLException {
        connection = DriverManager.getConnection(jdbcUrl);
        send = connection.prepareStatement("SELECT * FROM send_requests(?::jsonb, ?)");
        record = connection.prepareStatement(RecordStatement.SQL);
        verify = connection.prepareStatement("SELECT * FROM verify_requests(?::jsonb, ?)");
        exchange = connection.prepareStatement("SELECT * FROM exchange_requests(?::jsonb, ?)");
    }

    long repeatUntil(long end) throws SQLException {
        long flows = 0;
        for (; System.nanoTime() < end; flows++) {
            run();
        }
        return flows;
    }

    private void run() throws SQLException {
        Instant now = Instant.now();
        String id = Long.toHexString(now.getEpochSecond()) + random(8);
        String hash = random(36);
        long lock = ThreadLocalRandom.current().nextLong();
        long number = ThreadLocalRandom.current().nextLong(100_000_000);
        try (ResultSet row = call(send, sendItems(id, 919800000000L + number, hash, lock), now)) {
            record.setString(1, recordItems(row.getLong("message_id"), now));
        }
        record.executeUpdate();
        call(verify, verifyItems(id, hash, random(16)), now, "verified");
        call(exchange, exchangeItems(id), now, "exchanged");
    }

    private static void call(PreparedStatement call, String items, Instant now, String outcome)
            throws SQLException {
        try (ResultSet row = call(call, items, now)) {
            if (!row.getString("outcome").equals(outcome)) {
                throw new IllegalStateException(row.getString("outcome"));
            }
        }
    }

    private static ResultSet call(PreparedStatement call, String items, Instant now)
            throws SQLException {
        call.setString(1, items);
        call.setTimestamp(2, Timestamp.from(now));
        ResultSet row = call.executeQuery();
        row.next();
        return row;
    }

    private static String sendItems(String id, long identifier, String hash, long lock) {
        return """
        [{"n":0,"id":"%1$s","account":1,"widget":"3465756a3173343636383032","token":"t",
          "platform":"web","identifier":"%2$s","identifier_hash":"\\\\x%3$s","channel":11,
          "code_hash":"\\\\x%3$s","code_sealed":"\\\\x%3$s%3$s","attempt_limit":3,
          "retry_limit":2,"retry_wait":30,"lifetime":600,"idempotency_hash":"\\\\x%3$s",
          "idempotency_lock":%4$d,"idempotency_window":2,"ip":"127.0.0.1","variables":{},
          "lease":20}]
        """
                .formatted(id, identifier, hash, lock);
    }

    private static String recordItems(long messageId, Instant now) {
        return """
        [{"id":%d,"status":"sent","tries":1,"sent_at":"%s","provider":"benchmark"}]
        """
                .formatted(messageId, now);
    }

    private static String verifyItems(String id, String hash, String nonce) {
        return """
        [{"n":0,"id":"%s","widget":"3465756a3173343636383032","token":"t","ip":"127.0.0.1",
          "hashes":["\\\\x%s"],"nonce":"\\\\x%s","guess_limit":10,"guess_period":3600,
          "consecutive_limit":100,"consecutive_wait":86400}]
        """
                .formatted(id, hash, nonce);
    }

    private static String exchangeItems(String id) {
        return "[{\"n\":0,\"id\":\"%s\",\"account\":1}]".formatted(id);
    }

    private static String random(int bytes) {
        byte[] random = new byte[bytes];
        ThreadLocalRandom.current().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
