package org.otpwidget.server.operator;

import static org.otpwidget.server.database.Column.required;

import io.r2dbc.spi.Readable;

import org.otpwidget.server.account.AccountTable;
import org.otpwidget.server.account.Ids;
import org.springframework.r2dbc.core.DatabaseClient;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.time.Instant;

/** The statements on table {@code operator}. */
final class OperatorRows {

    private static final String COLUMNS =
            "id, account_id, email, role, enabled, created_at, last_sign_in_at";

    private final DatabaseClient database;
    private final AccountTable<Operator> table;

    OperatorRows(DatabaseClient database) {
        this.database = database;
        this.table = new AccountTable<>(database, "operator", COLUMNS, OperatorRows::operator);
    }

    /** An operator with the hash of their passphrase. */
    record Known(Operator operator, String passphraseHash) {

        @Override
        public String toString() {
            return operator.toString();
        }
    }

    Mono<Boolean> any() {
        return database.sql("SELECT EXISTS (SELECT FROM operator) AS found")
                .map(row -> required(row, "found", Boolean.class))
                .one();
    }

    Mono<Known> byEmail(String email) {
        return database.sql(
                        "SELECT "
                                + COLUMNS
                                + ", passphrase_hash FROM operator WHERE email = :email")
                .bind("email", email)
                .map(
                        row ->
                                new Known(
                                        operator(row),
                                        required(row, "passphrase_hash", String.class)))
                .one();
    }

    Mono<Operator> get(long accountId, String id) {
        return table.get(accountId, id);
    }

    Mono<Operator> byId(String id) {
        return table.byId(id);
    }

    /** Keeps other changes of an operator out until the transaction ends; answers the id. */
    Mono<String> hold(String id) {
        return database.sql("SELECT id FROM operator WHERE id = :id FOR NO KEY UPDATE")
                .bind("id", id)
                .map(row -> required(row, "id", String.class))
                .one();
    }

    Mono<Long> setPassphrase(String id, String hash) {
        return database.sql("UPDATE operator SET passphrase_hash = :hash WHERE id = :id")
                .bind("hash", hash)
                .bind("id", id)
                .fetch()
                .rowsUpdated();
    }

    /** The same, unless another one was set meanwhile; answers whether. */
    Mono<Boolean> replacePassphrase(Known known, String hash) {
        return database.sql(
                        """
                        UPDATE operator SET passphrase_hash = :hash
                        WHERE id = :id AND passphrase_hash = :known
                        """)
                .bind("hash", hash)
                .bind("id", known.operator().id())
                .bind("known", known.passphraseHash())
                .fetch()
                .rowsUpdated()
                .map(rows -> rows > 0);
    }

    Flux<Operator> list(long accountId) {
        return table.select("WHERE account_id = :account ORDER BY id")
                .bind("account", accountId)
                .all();
    }

    /** Keeps other changes of the account's operators out until the transaction ends. */
    Mono<Long> lock(long accountId) {
        return database.sql("SELECT id FROM account WHERE id = :account FOR NO KEY UPDATE")
                .bind("account", accountId)
                .map(row -> required(row, "id", Long.class))
                .one();
    }

    Mono<Boolean> hasOtherOwner(Operator operator) {
        return database.sql(
                        """
                        SELECT EXISTS (
                            SELECT FROM operator
                            WHERE account_id = :account AND id <> :id AND enabled AND role = 'owner'
                        ) AS found
                        """)
                .bind("account", operator.accountId())
                .bind("id", operator.id())
                .map(row -> required(row, "found", Boolean.class))
                .one();
    }

    Mono<Operator> insert(
            long accountId, String email, Role role, String passphraseHash, Instant now) {
        return table.returning(
                        """
                        INSERT INTO operator (id, account_id, email, passphrase_hash, role, created_at)
                        VALUES (:id, :account, :email, :hash, :role, :now)
                        ON CONFLICT (email) DO NOTHING
                        """)
                .bind("id", Ids.next(now))
                .bind("account", accountId)
                .bind("email", email)
                .bind("hash", passphraseHash)
                .bind("role", role.word())
                .bind("now", now)
                .one();
    }

    Mono<Long> change(String id, Role role, boolean enabled) {
        return database.sql("UPDATE operator SET role = :role, enabled = :enabled WHERE id = :id")
                .bind("role", role.word())
                .bind("enabled", enabled)
                .bind("id", id)
                .fetch()
                .rowsUpdated();
    }

    /** Answers whether they may sign in; then nobody keeps them out until the transaction ends. */
    Mono<Boolean> signedIn(String id, Instant now) {
        return database.sql("UPDATE operator SET last_sign_in_at = :now WHERE id = :id AND enabled")
                .bind("now", now)
                .bind("id", id)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows > 0);
    }

    /** The same for who gave the passphrase, which must still be theirs. */
    Mono<Boolean> signedIn(Known known, Instant now) {
        return database.sql(
                        """
                        UPDATE operator SET last_sign_in_at = :now
                        WHERE id = :id AND enabled AND passphrase_hash = :known
                        """)
                .bind("now", now)
                .bind("id", known.operator().id())
                .bind("known", known.passphraseHash())
                .fetch()
                .rowsUpdated()
                .map(rows -> rows > 0);
    }

    /** Reads the columns of a row, which may have others beside them. */
    static Operator operator(Readable row) {
        return new Operator(
                required(row, "id", String.class),
                required(row, "account_id", Long.class),
                required(row, "email", String.class),
                Role.ofWord(required(row, "role", String.class)),
                required(row, "enabled", Boolean.class),
                required(row, "created_at", Instant.class),
                row.get("last_sign_in_at", Instant.class));
    }
}
