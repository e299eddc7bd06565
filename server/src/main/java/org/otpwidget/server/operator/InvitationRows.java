package org.otpwidget.server.operator;

import static org.otpwidget.server.database.Column.required;

import io.r2dbc.spi.Readable;

import org.otpwidget.server.account.AccountTable;
import org.otpwidget.server.account.Ids;
import org.springframework.r2dbc.core.DatabaseClient;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;

/** The statements on table {@code invitation}. */
final class InvitationRows {

    /** Any number that nobody else locks. */
    private static final long SET_UP_LOCK = 0x6f74705f73657475L;

    private static final String COLUMNS = "id, account_id, email, role, created_at, expires_at";

    private final DatabaseClient database;
    private final AccountTable<Invitation> table;

    InvitationRows(DatabaseClient database) {
        this.database = database;
        this.table =
                new AccountTable<>(database, "invitation", COLUMNS, InvitationRows::invitation);
    }

    /** Keeps other set-ups out until the transaction ends. */
    Mono<Void> lockSetUp() {
        return database.sql("SELECT pg_advisory_xact_lock(:lock)").bind("lock", SET_UP_LOCK).then();
    }

    /** Writes the set-up link unless there is one that was made after {@code pause}. */
    Mono<Long> replaceSetUp(ByteBuffer hash, Instant now, Instant expires, Instant pause) {
        return database.sql(
                        """
                        INSERT INTO invitation AS i (id, role, token_hash, created_at, expires_at)
                        VALUES (:id, 'owner', :hash, :now, :expires)
                        ON CONFLICT ((account_id IS NULL)) WHERE account_id IS NULL DO UPDATE
                        SET id = EXCLUDED.id, token_hash = EXCLUDED.token_hash,
                            created_at = EXCLUDED.created_at, expires_at = EXCLUDED.expires_at
                        WHERE i.created_at <= :pause
                        """)
                .bind("id", Ids.next(now))
                .bind("hash", hash)
                .bind("now", now)
                .bind("expires", expires)
                .bind("pause", pause)
                .fetch()
                .rowsUpdated();
    }

    /** Empty when there is one that is not for the inviter to replace. */
    Mono<Invitation> insert(
            Operator by, String email, Role role, ByteBuffer hash, Instant now, Instant expires) {
        return table.returning(
                        """
                        INSERT INTO invitation (id, account_id, email, role, token_hash, created_at,
                                                expires_at)
                        VALUES (:id, :account, :email, :role, :hash, :now, :expires)
                        ON CONFLICT (account_id, email) DO UPDATE
                        SET id = EXCLUDED.id, role = EXCLUDED.role,
                            token_hash = EXCLUDED.token_hash, created_at = EXCLUDED.created_at,
                            expires_at = EXCLUDED.expires_at
                        WHERE invitation.role IN (:grants) OR invitation.expires_at <= :now
                        """)
                .bind("id", Ids.next(now))
                .bind("account", by.accountId())
                .bind("grants", by.role().grantWords())
                .bind("email", email)
                .bind("role", role.word())
                .bind("hash", hash)
                .bind("now", now)
                .bind("expires", expires)
                .one();
    }

    Mono<Invitation> byHash(List<ByteBuffer> hashes, Instant now) {
        return table.select("WHERE token_hash IN (:hashes) AND expires_at > :now")
                .bind("hashes", hashes)
                .bind("now", now)
                .one();
    }

    /**
     * Takes the link away, and answers it; empty when it is gone, or the address is taken, or when
     * it is to set up what has an operator.
     */
    Mono<Invitation> use(List<ByteBuffer> hashes, String email, Instant now) {
        return table.returning(
                        "DELETE FROM invitation WHERE token_hash IN (:hashes) AND expires_at > :now"
                                + " AND NOT EXISTS (SELECT FROM operator o WHERE o.email = :email)"
                                + " AND (account_id IS NOT NULL"
                                + " OR NOT EXISTS (SELECT FROM operator))")
                .bind("hashes", hashes)
                .bind("now", now)
                .bind("email", email)
                .one();
    }

    Flux<Invitation> open(long accountId, Instant now) {
        return table.select("WHERE account_id = :account AND expires_at > :now ORDER BY id")
                .bind("account", accountId)
                .bind("now", now)
                .all();
    }

    /** Deletes those of an account that an operator could have made. */
    Mono<Void> deleteAll(Operator by) {
        return database.sql(
                        "DELETE FROM invitation WHERE account_id = :account AND role IN (:grants)")
                .bind("account", by.accountId())
                .bind("grants", by.role().grantWords())
                .then();
    }

    Mono<Invitation> get(long accountId, String id) {
        return table.get(accountId, id);
    }

    Mono<Invitation> delete(Operator by, String id) {
        return table.returning(
                        "DELETE FROM invitation WHERE account_id = :account AND id = :id"
                                + " AND role IN (:grants)")
                .bind("account", by.accountId())
                .bind("id", id)
                .bind("grants", by.role().grantWords())
                .one();
    }

    private static Invitation invitation(Readable row) {
        return new Invitation(
                required(row, "id", String.class),
                row.get("account_id", Long.class),
                row.get("email", String.class),
                Role.ofWord(required(row, "role", String.class)),
                required(row, "created_at", Instant.class),
                required(row, "expires_at", Instant.class));
    }
}
