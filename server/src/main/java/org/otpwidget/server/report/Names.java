package org.otpwidget.server.report;

import static org.otpwidget.server.database.Column.required;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;

import reactor.core.publisher.Flux;

import java.util.Locale;

/** Finds what an account has set up by how it is called. */
@Component
public class Names {

    /** The account's rows of each table are found by its index, and are few. */
    private static final String FIND =
            """
            WITH named(kind, id, name) AS (
                SELECT 'widget', id, settings ->> 'name' FROM widget WHERE account_id = :account
                UNION ALL
                SELECT 'template', id, name FROM template WHERE account_id = :account
                UNION ALL
                SELECT 'provider', id, name FROM provider WHERE account_id = :account
                UNION ALL
                SELECT 'token', id, name FROM token WHERE account_id = :account
                UNION ALL
                SELECT 'authkey', id, name FROM authkey WHERE account_id = :account),
            found AS (
                SELECT *, row_number() OVER (PARTITION BY kind ORDER BY
                           strpos(lower(name), :words) <> 1, lower(name), id) AS place
                  FROM named WHERE strpos(lower(name), :words) > 0 OR id = :words)
            SELECT kind, id, name FROM found WHERE place <= :most
             ORDER BY array_position(
                 ARRAY['widget', 'template', 'provider', 'token', 'authkey'], kind), place
            """;

    private final DatabaseClient database;

    Names(DatabaseClient database) {
        this.database = database;
    }

    /**
     * Something that has a name.
     *
     * @param kind {@code widget}, {@code template}, {@code provider}, {@code token} or {@code
     *     authkey}
     */
    public record Named(String kind, String id, String name) {}

    /**
     * What has these words in its name, or this id; names that begin with them first.
     *
     * @param most of each kind
     */
    public Flux<Named> find(long accountId, String words, int most) {
        return database.sql(FIND)
                .bind("account", accountId)
                .bind("words", words.toLowerCase(Locale.ROOT))
                .bind("most", most)
                .map(
                        row ->
                                new Named(
                                        required(row, "kind", String.class),
                                        required(row, "id", String.class),
                                        required(row, "name", String.class)))
                .all();
    }
}
