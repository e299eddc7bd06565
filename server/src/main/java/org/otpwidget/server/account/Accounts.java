package org.otpwidget.server.account;

import static org.otpwidget.server.database.Column.required;

import io.r2dbc.spi.Readable;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;

import reactor.core.publisher.Mono;

import java.time.Clock;
import java.time.Instant;

/** The accounts of this installation. */
@Component
public final class Accounts {

    private final DatabaseClient database;
    private final Clock clock;

    Accounts(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
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
