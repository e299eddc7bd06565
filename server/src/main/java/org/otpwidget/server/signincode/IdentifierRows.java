package org.otpwidget.server.signincode;

import static org.otpwidget.server.database.Column.required;

import io.r2dbc.spi.Readable;

import org.otpwidget.server.identifier.Identifier;
import org.otpwidget.server.operator.Operator;
import org.otpwidget.server.secret.KeyedHash;
import org.otpwidget.server.secret.Purpose;
import org.otpwidget.server.secret.Secrets;
import org.springframework.r2dbc.core.DatabaseClient;

import reactor.core.publisher.Mono;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/** The statements on table {@code operator_identifier}. */
final class IdentifierRows {

    private final DatabaseClient database;
    private final Secrets secrets;

    IdentifierRows(DatabaseClient database, Secrets secrets) {
        this.database = database;
        this.secrets = secrets;
    }

    /**
     * Gives an operator an identifier, in the place of the one that there was; empty when another
     * operator of the account has it.
     */
    Mono<OwnIdentifier> put(Operator operator, Identifier identifier, Instant now) {
        return database.sql(
                        """
                        INSERT INTO operator_identifier
                            (operator_id, account_id, identifier_hash, masked, created_at)
                        SELECT :operator, :account, :hash, :masked, :now
                         WHERE NOT EXISTS (SELECT FROM operator_identifier
                                            WHERE account_id = :account AND operator_id <> :operator
                                              AND identifier_hash IN (:hashes))
                        ON CONFLICT (operator_id) DO UPDATE
                        SET identifier_hash = EXCLUDED.identifier_hash, masked = EXCLUDED.masked,
                            created_at = EXCLUDED.created_at
                        RETURNING masked, created_at
                        """)
                .bind("operator", operator.id())
                .bind("account", operator.accountId())
                .bind("hash", hashes(identifier).getFirst())
                .bind("hashes", hashes(identifier))
                .bind("masked", identifier.masked())
                .bind("now", now)
                .map(IdentifierRows::identifier)
                .one();
    }

    /**
     * The id of the operator of an account who has an identifier. One that was hashed under a
     * former master secret is hashed under the current one from then on.
     */
    Mono<String> operator(long accountId, Identifier identifier) {
        return database.sql(
                        """
                        UPDATE operator_identifier SET identifier_hash = :hash
                         WHERE account_id = :account AND identifier_hash IN (:hashes)
                        RETURNING operator_id
                        """)
                .bind("account", accountId)
                .bind("hash", hashes(identifier).getFirst())
                .bind("hashes", hashes(identifier))
                .map(row -> required(row, "operator_id", String.class))
                .one();
    }

    Mono<OwnIdentifier> get(String operatorId) {
        return database.sql(
                        "SELECT masked, created_at FROM operator_identifier WHERE operator_id ="
                                + " :id")
                .bind("id", operatorId)
                .map(IdentifierRows::identifier)
                .one();
    }

    Mono<OwnIdentifier> delete(String operatorId) {
        return database.sql(
                        "DELETE FROM operator_identifier WHERE operator_id = :id"
                                + " RETURNING masked, created_at")
                .bind("id", operatorId)
                .map(IdentifierRows::identifier)
                .one();
    }

    /** As erasing people looks for them: under every key, the current one first. */
    private List<ByteBuffer> hashes(Identifier identifier) {
        return secrets
                .hashes(Purpose.IDENTIFIER, identifier.value().getBytes(StandardCharsets.UTF_8))
                .stream()
                .map(KeyedHash::bytes)
                .map(ByteBuffer::wrap)
                .toList();
    }

    private static OwnIdentifier identifier(Readable row) {
        return new OwnIdentifier(
                required(row, "masked", String.class), required(row, "created_at", Instant.class));
    }
}
