package org.otpwidget.server.credential;

import static org.otpwidget.server.database.Column.required;

import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.account.AccountTable;
import org.otpwidget.server.account.AccountTable.Statement;
import org.otpwidget.server.account.Ids;
import org.otpwidget.server.credential.Token.Previous;
import org.otpwidget.server.credential.Token.Throttle;
import org.otpwidget.server.form.Page;
import org.otpwidget.server.form.PageQuery;
import org.springframework.r2dbc.core.DatabaseClient;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.time.Instant;
import java.util.List;

/** The statements on table {@code token}. */
final class TokenRows {

    private static final String COLUMNS =
            "id, account_id, value, name, enabled, origins, throttle_hits, throttle_period,"
                    + " previous_value, previous_until,"
                    + " throttle_block, created_at, last_used_at";

    private final DatabaseClient database;
    private final AccountTable<Token> table;

    TokenRows(DatabaseClient database) {
        this.database = database;
        this.table = new AccountTable<>(database, "token", COLUMNS, TokenRows::token);
    }

    Mono<Token> byValue(String value) {
        return table.select(
                        "WHERE value = :value OR previous_value = :value"
                                + " ORDER BY (value = :value) DESC LIMIT 1")
                .bind("value", value)
                .one();
    }

    Mono<Token> get(long accountId, String id) {
        return table.get(accountId, id);
    }

    /** Keeps other changes of the token out until the transaction ends. */
    Mono<Token> lock(long accountId, String id) {
        return table.lock(accountId, id);
    }

    Mono<Page<Token>> list(long accountId, PageQuery query) {
        return table.list(accountId, query, Token::id);
    }

    Flux<Token> enabled(long accountId, int most) {
        return table.select("WHERE account_id = :account AND enabled ORDER BY id LIMIT :most")
                .bind("account", accountId)
                .bind("most", most)
                .all();
    }

    Flux<String> origins(long accountId) {
        return database.sql(
                        """
                        SELECT DISTINCT unnest(origins) AS origin FROM token
                         WHERE account_id = :account AND enabled
                        """)
                .bind("account", accountId)
                .map(row -> required(row, "origin", String.class))
                .all();
    }

    Mono<Token> newest(long accountId, String origin) {
        return table.select(
                        "WHERE account_id = :account AND enabled"
                                + " AND (origins = '{}' OR :origin = ANY (origins))"
                                + " ORDER BY id DESC LIMIT 1")
                .bind("account", accountId)
                .bind("origin", origin)
                .one();
    }

    Mono<Token> insert(long accountId, String value, TokenForm form, Instant now) {
        return set(
                        form,
                        """
                        INSERT INTO token (id, account_id, value, name, enabled, origins,
                                           throttle_hits, throttle_period, throttle_block, created_at)
                        VALUES (:id, :account, :value, :name, :enabled, :origins,
                                :hits, :period, :block, :now)
                        """)
                .bind("id", Ids.next(now))
                .bind("account", accountId)
                .bind("value", value)
                .bind("now", now)
                .one();
    }

    Mono<Token> update(String id, TokenForm form) {
        return set(
                        form,
                        """
                        UPDATE token
                        SET name = :name, enabled = :enabled, origins = :origins,
                            throttle_hits = :hits, throttle_period = :period, throttle_block = :block
                        WHERE id = :id
                        """)
                .bind("id", id)
                .one();
    }

    /** Puts a new value in the place of the one that there is, which goes on for a while. */
    Mono<Token> rotate(long accountId, String id, String value, Instant until) {
        return table.returning(
                        """
                        UPDATE token
                           SET previous_value = value, previous_until = :until, value = :value
                         WHERE account_id = :account AND id = :id
                        """)
                .bind("account", accountId)
                .bind("id", id)
                .bind("value", value)
                .bind("until", until)
                .one();
    }

    Mono<Token> delete(long accountId, String id) {
        return table.delete(accountId, id);
    }

    private Statement<Token> set(TokenForm form, String statement) {
        var rule = form.throttle();
        return table.returning(statement)
                .bind("name", form.name())
                .bind("enabled", form.enabled())
                .bind("origins", form.origins().toArray(String[]::new))
                .bind("hits", integer(rule == null ? null : rule.hits()))
                .bind("period", integer(rule == null ? null : rule.period()))
                .bind("block", integer(rule == null ? null : rule.block()));
    }

    private static Object integer(@Nullable Integer value) {
        return Parameters.in(R2dbcType.INTEGER, value);
    }

    private static Token token(Readable row) {
        return new Token(
                required(row, "id", String.class),
                required(row, "account_id", Long.class),
                required(row, "value", String.class),
                required(row, "name", String.class),
                required(row, "enabled", Boolean.class),
                List.of(required(row, "origins", String[].class)),
                throttle(row),
                previous(row),
                required(row, "created_at", Instant.class),
                row.get("last_used_at", Instant.class));
    }

    private static @Nullable Previous previous(Readable row) {
        String value = row.get("previous_value", String.class);
        return value == null
                ? null
                : new Previous(value, required(row, "previous_until", Instant.class));
    }

    private static @Nullable Throttle throttle(Readable row) {
        Integer hits = row.get("throttle_hits", Integer.class);
        return hits == null
                ? null
                : new Throttle(
                        hits,
                        required(row, "throttle_period", Integer.class),
                        required(row, "throttle_block", Integer.class));
    }
}
