package org.otpwidget.server.passkey;

import static org.otpwidget.server.database.Column.required;

import io.r2dbc.spi.Readable;

import org.otpwidget.server.account.Ids;
import org.springframework.r2dbc.core.DatabaseClient;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** The statements on table {@code passkey}. */
final class PasskeyRows {

    private static final String COLUMNS =
            """
            id, operator_id, name, credential_id, credential, sign_count, backup_eligible,
            transports, created_at, last_used_at
            """;

    private final DatabaseClient database;

    PasskeyRows(DatabaseClient database) {
        this.database = database;
    }

    /** A passkey with what its signatures are checked by. */
    record Stored(Passkey passkey, String operatorId, StoredCredential credential) {}

    /** Empty when an operator has this passkey already. */
    Mono<Passkey> insert(String operatorId, String name, StoredCredential credential, Instant now) {
        return database.sql(
                        """
                        INSERT INTO passkey (id, operator_id, name, credential_id, credential,
                                             sign_count, backup_eligible, transports, created_at)
                        VALUES (:id, :operator, :name, :credentialId, :credential, :count,
                                :eligible, :transports, :now)
                        ON CONFLICT (credential_id) DO NOTHING RETURNING
                        """
                                + COLUMNS)
                .bind("id", Ids.next(now))
                .bind("operator", operatorId)
                .bind("name", name)
                .bind("credentialId", ByteBuffer.wrap(credential.id()))
                .bind("credential", ByteBuffer.wrap(credential.data()))
                .bind("count", credential.signCount())
                .bind("eligible", credential.backupEligible())
                .bind("transports", String.join(",", credential.transports()))
                .bind("now", now)
                .map(PasskeyRows::passkey)
                .one();
    }

    Flux<Stored> list(String operatorId) {
        return database.sql(
                        "SELECT " + COLUMNS + " FROM passkey WHERE operator_id = :op ORDER BY id")
                .bind("op", operatorId)
                .map(PasskeyRows::stored)
                .all();
    }

    Mono<Stored> byCredentialId(byte[] credentialId) {
        return database.sql("SELECT " + COLUMNS + " FROM passkey WHERE credential_id = :credential")
                .bind("credential", ByteBuffer.wrap(credentialId))
                .map(PasskeyRows::stored)
                .one();
    }

    /** Notes a use; false when another one got ahead with the same count. */
    Mono<Boolean> used(String id, long signCount, Instant now) {
        return database.sql(
                        """
                        UPDATE passkey SET sign_count = :count, last_used_at = :now
                        WHERE id = :id AND (sign_count < :count OR (sign_count = 0 AND :count = 0))
                        """)
                .bind("count", signCount)
                .bind("now", now)
                .bind("id", id)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows > 0);
    }

    Mono<Passkey> delete(String operatorId, String id) {
        return database.sql(
                        "DELETE FROM passkey WHERE operator_id = :op AND id = :id RETURNING "
                                + COLUMNS)
                .bind("op", operatorId)
                .bind("id", id)
                .map(PasskeyRows::passkey)
                .one();
    }

    private static Stored stored(Readable row) {
        return new Stored(
                passkey(row),
                required(row, "operator_id", String.class),
                new StoredCredential(
                        bytes(row, "credential_id"),
                        bytes(row, "credential"),
                        required(row, "sign_count", Long.class),
                        required(row, "backup_eligible", Boolean.class),
                        transports(required(row, "transports", String.class))));
    }

    private static Passkey passkey(Readable row) {
        return new Passkey(
                required(row, "id", String.class),
                required(row, "name", String.class),
                required(row, "created_at", Instant.class),
                row.get("last_used_at", Instant.class));
    }

    private static List<String> transports(String stored) {
        return Arrays.stream(stored.split(",", -1)).filter(word -> !word.isEmpty()).toList();
    }

    private static byte[] bytes(Readable row, String column) {
        var buffer = required(row, column, ByteBuffer.class);
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }
}
