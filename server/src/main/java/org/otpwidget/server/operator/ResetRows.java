package org.otpwidget.server.operator;

import static org.otpwidget.server.database.Column.required;

import org.springframework.r2dbc.core.DatabaseClient;

import reactor.core.publisher.Mono;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;

/** The statements on table {@code passphrase_reset}. */
final class ResetRows {

    private final DatabaseClient database;

    ResetRows(DatabaseClient database) {
        this.database = database;
    }

    /** Writes an operator's link, unless there is one that was made after {@code pause}. */
    Mono<Boolean> replace(
            String operatorId, ByteBuffer hash, Instant now, Instant expires, Instant pause) {
        return database.sql(
                        """
                        INSERT INTO passphrase_reset AS r
                            (operator_id, token_hash, created_at, expires_at)
                        VALUES (:operator, :hash, :now, :expires)
                        ON CONFLICT (operator_id) DO UPDATE
                        SET token_hash = EXCLUDED.token_hash, created_at = EXCLUDED.created_at,
                            expires_at = EXCLUDED.expires_at
                        WHERE r.created_at <= :pause
                        """)
                .bind("operator", operatorId)
                .bind("hash", hash)
                .bind("now", now)
                .bind("expires", expires)
                .bind("pause", pause)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows > 0);
    }

    /** Id of the operator whose link this is, while it can be used. */
    Mono<String> find(List<ByteBuffer> hashes, Instant now) {
        return database.sql(
                        """
                        SELECT r.operator_id FROM passphrase_reset r
                        JOIN operator o ON o.id = r.operator_id
                        WHERE r.token_hash IN (:hashes) AND r.expires_at > :now AND o.enabled
                        """)
                .bind("hashes", hashes)
                .bind("now", now)
                .map(row -> required(row, "operator_id", String.class))
                .one();
    }

    /** Takes the link away, and answers whose it was; empty when it cannot be used. */
    Mono<String> use(List<ByteBuffer> hashes, Instant now) {
        return database.sql(
                        """
                        DELETE FROM passphrase_reset r USING operator o
                        WHERE o.id = r.operator_id AND o.enabled
                          AND r.token_hash IN (:hashes) AND r.expires_at > :now
                        RETURNING r.operator_id
                        """)
                .bind("hashes", hashes)
                .bind("now", now)
                .map(row -> required(row, "operator_id", String.class))
                .one();
    }

    Mono<Void> delete(String operatorId) {
        return database.sql("DELETE FROM passphrase_reset WHERE operator_id = :operator")
                .bind("operator", operatorId)
                .then();
    }

    /** Deletes those of all operators of an account. */
    Mono<Void> deleteAll(long accountId) {
        return database.sql(
                        """
                        DELETE FROM passphrase_reset r USING operator o
                         WHERE o.id = r.operator_id AND o.account_id = :account
                        """)
                .bind("account", accountId)
                .then();
    }
}
