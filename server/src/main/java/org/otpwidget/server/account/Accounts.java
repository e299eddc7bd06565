package org.otpwidget.server.account;

import static org.otpwidget.server.database.Column.required;

import io.r2dbc.spi.Readable;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;

import reactor.core.publisher.Mono;

import java.time.Clock;
import java.time.Instant;

/** The accounts of this installation. */
@Component
public final class Accounts {

    /** Any number that nobody else locks. */
    private static final long FIRST_LOCK = 0x6f74705f61636374L;

    private final DatabaseClient database;
    private final TransactionalOperator transaction;
    private final Clock clock;

    Accounts(DatabaseClient database, TransactionalOperator transaction, Clock clock) {
        this.database = database;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * The account that was opened first, and when there is none a new one: one only, even when many
     * servers start together. They wait for each other until the caller's transaction ends.
     *
     * @param name of the new one
     */
    public Mono<Account> firstOrNew(String name) {
        return database.sql("SELECT pg_advisory_xact_lock(:lock)")
                .bind("lock", FIRST_LOCK)
                .then()
                .then(Mono.defer(this::first))
                .switchIfEmpty(Mono.defer(() -> create(name)))
                .as(transaction::transactional);
    }

    /** Opens an account without any credential. */
    public Mono<Account> create(String name) {
        return database.sql(
                        """
                        INSERT INTO account (name, created_at) VALUES (:name, :now)
                        RETURNING id, name, created_at
                        """)
                .bind("name", name)
                .bind("now", clock.instant())
                .map(Accounts::account)
                .one();
    }

    /** The account that was opened first; empty when there is none. */
    public Mono<Account> first() {
        return database.sql("SELECT id, name, created_at FROM account ORDER BY id LIMIT 1")
                .map(Accounts::account)
                .one();
    }

    private static Account account(Readable row) {
        return new Account(
                required(row, "id", Long.class),
                required(row, "name", String.class),
                required(row, "created_at", Instant.class));
    }
}
