package org.otpwidget.server.account;

import io.r2dbc.spi.Readable;

import org.otpwidget.server.form.Page;
import org.otpwidget.server.form.PageQuery;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.util.function.Function;

/**
 * A table whose rows belong to accounts and have an id: the statements that all such tables share.
 * For others a room gives the part that is its own.
 *
 * @param <T> what a row is read as
 */
public final class AccountTable<T> {

    private static final String THE_ROW = "WHERE account_id = :account AND id = :id";

    private final DatabaseClient database;
    private final String name;
    private final String columns;
    private final Function<Readable, T> read;

    /**
     * @param columns those that {@code read} reads, with commas between them
     */
    public AccountTable(
            DatabaseClient database, String name, String columns, Function<Readable, T> read) {
        this.database = database;
        this.name = name;
        this.columns = columns;
        this.read = read;
    }

    /** A statement that waits for its values, and answers rows of the table. */
    public record Statement<T>(GenericExecuteSpec sql, Function<Readable, T> read) {

        /** The same statement with one value more. */
        public Statement<T> bind(String parameter, Object value) {
            return new Statement<>(sql.bind(parameter, value), read);
        }

        /** Runs it; empty when there is no such row. */
        public Mono<T> one() {
            return sql.map(read).one();
        }

        /** Runs it. */
        public Flux<T> all() {
            return sql.map(read).all();
        }
    }

    /** The row of an id, whichever account it belongs to; empty when there is none. */
    public Mono<T> byId(String id) {
        return select("WHERE id = :id").bind("id", id).one();
    }

    /** A row of an account; empty when the account has none of this id. */
    public Mono<T> get(long accountId, String id) {
        return one(select(THE_ROW), accountId, id);
    }

    /** Like {@link #get}; keeps other changes of the row out until the transaction ends. */
    public Mono<T> lock(long accountId, String id) {
        return one(select(THE_ROW + " FOR UPDATE"), accountId, id);
    }

    /** Deletes a row and answers it; empty when the account has none of this id. */
    public Mono<T> delete(long accountId, String id) {
        return one(returning("DELETE FROM " + name + " " + THE_ROW), accountId, id);
    }

    /**
     * The account's rows in the order of their making.
     *
     * @param id tells a row's id
     */
    public Mono<Page<T>> list(long accountId, PageQuery query, Function<T, String> id) {
        return select("WHERE account_id = :account AND id > :after ORDER BY id LIMIT :rows")
                .bind("account", accountId)
                .bind("after", query.start())
                .bind("rows", query.rows())
                .all()
                .collectList()
                .map(rows -> Page.of(rows, query, id));
    }

    /**
     * Reads rows.
     *
     * @param rest what follows the table's name: WHERE, and what comes after it
     */
    public Statement<T> select(String rest) {
        return statement("SELECT " + columns + " FROM " + name + " " + rest);
    }

    /** Runs an INSERT, UPDATE or DELETE, and answers the rows that it wrote or took away. */
    public Statement<T> returning(String change) {
        return statement(change + " RETURNING " + columns);
    }

    private Statement<T> statement(String sql) {
        return new Statement<>(database.sql(sql), read);
    }

    private Mono<T> one(Statement<T> statement, long accountId, String id) {
        return Ids.isId(id)
                ? statement.bind("account", accountId).bind("id", id).one()
                : Mono.empty();
    }
}
