package org.otpwidget.server.account;

import static org.otpwidget.server.database.Column.required;

import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;

import org.otpwidget.server.cache.ConfigCache;
import org.otpwidget.server.cache.ConfigCaches;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.function.UnaryOperator;

/** The accounts of this installation. */
@Component
public final class Accounts {

    /** Any number that nobody else locks. */
    private static final long FIRST_LOCK = 0x6f74705f61636374L;

    private static final String COLUMNS =
            """
            id, name, time_zone, language, keep_requests, keep_messages, keep_webhook_deliveries,
            sign_in_widget, created_at
            """;

    private final DatabaseClient database;
    private final TransactionalOperator transaction;
    private final Clock clock;
    private final ConfigCache<Account> cache;

    Accounts(
            DatabaseClient database,
            TransactionalOperator transaction,
            ConfigCaches caches,
            Clock clock) {
        this.cache = caches.byKey("account");
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
                        RETURNING
                        """
                                + COLUMNS)
                .bind("name", name)
                .bind("now", clock.instant())
                .map(Accounts::account)
                .one();
    }

    /** The account that was opened first; empty when there is none. */
    public Mono<Account> first() {
        return database.sql("SELECT " + COLUMNS + " FROM account ORDER BY id LIMIT 1")
                .map(Accounts::account)
                .one();
    }

    /** An account, answered from memory. */
    public Mono<Account> find(long id) {
        return cache.find(Long.toString(id), () -> get(id));
    }

    /** An account as it is now. */
    public Mono<Account> get(long id) {
        return read("SELECT " + COLUMNS + " FROM account WHERE id = :id", id);
    }

    /** The accounts whose operators may sign in by a code, in the order of their opening. */
    public Flux<Account> withSignInWidget() {
        return database.sql(
                        "SELECT "
                                + COLUMNS
                                + " FROM account WHERE sign_in_widget IS NOT NULL ORDER BY id")
                .map(Accounts::account)
                .all();
    }

    /** Changes what can be set of an account; the change signals an error to refuse. */
    public Mono<Account> change(long id, UnaryOperator<AccountForm> change) {
        return read("SELECT " + COLUMNS + " FROM account WHERE id = :id FOR UPDATE", id)
                .flatMap(account -> update(id, change.apply(AccountForm.of(account))))
                .as(transaction::transactional)
                .doOnNext(_ -> cache.forget(Long.toString(id)));
    }

    private Mono<Account> update(long id, AccountForm form) {
        Retention retention = form.retention();
        return database.sql(
                        """
                        UPDATE account SET name = :name, time_zone = :zone, language = :language,
                               keep_requests = :requests, keep_messages = :messages,
                               keep_webhook_deliveries = :deliveries, sign_in_widget = :widget
                         WHERE id = :id
                        RETURNING
                        """
                                + COLUMNS)
                .bind("id", id)
                .bind("name", form.name())
                .bind("zone", form.timeZone().getId())
                .bind("language", Parameters.in(R2dbcType.VARCHAR, form.language()))
                .bind("requests", Parameters.in(R2dbcType.INTEGER, retention.requests()))
                .bind("messages", Parameters.in(R2dbcType.INTEGER, retention.messages()))
                .bind("deliveries", Parameters.in(R2dbcType.INTEGER, retention.webhookDeliveries()))
                .bind("widget", Parameters.in(R2dbcType.VARCHAR, form.signInWidget()))
                .map(Accounts::account)
                .one();
    }

    private Mono<Account> read(String sql, long id) {
        return database.sql(sql).bind("id", id).map(Accounts::account).one();
    }

    private static Account account(Readable row) {
        return new Account(
                required(row, "id", Long.class),
                required(row, "name", String.class),
                ZoneId.of(required(row, "time_zone", String.class)),
                row.get("language", String.class),
                new Retention(
                        row.get("keep_requests", Integer.class),
                        row.get("keep_messages", Integer.class),
                        row.get("keep_webhook_deliveries", Integer.class)),
                row.get("sign_in_widget", String.class),
                required(row, "created_at", Instant.class));
    }
}
