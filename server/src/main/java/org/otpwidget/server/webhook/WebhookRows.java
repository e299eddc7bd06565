package org.otpwidget.server.webhook;

import static org.otpwidget.server.database.Column.required;

import io.r2dbc.spi.Readable;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.account.AccountTable;
import org.otpwidget.server.account.AccountTable.Statement;
import org.otpwidget.server.form.Page;
import org.otpwidget.server.form.PageQuery;
import org.springframework.r2dbc.core.DatabaseClient;

import reactor.core.publisher.Mono;

import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The statements on table {@code webhook}, but for the reading of what is to be delivered. */
final class WebhookRows {

    private static final String COLUMNS =
            "id, name, url, events, enabled, disabled_because, previous_until, created_at,"
                    + " updated_at";

    private final DatabaseClient database;
    private final Clock clock;
    private final AccountTable<Webhook> table;

    WebhookRows(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
        this.table = new AccountTable<>(database, "webhook", COLUMNS, this::webhook);
    }

    Mono<Webhook> get(long accountId, String id) {
        return table.get(accountId, id);
    }

    /** Keeps other changes of the webhook out until the transaction ends. */
    Mono<Webhook> lock(long accountId, String id) {
        return table.lock(accountId, id);
    }

    Mono<Page<Webhook>> list(long accountId, PageQuery query) {
        return table.list(accountId, query, Webhook::id);
    }

    Mono<Long> count(long accountId) {
        return database.sql("SELECT count(*) AS all FROM webhook WHERE account_id = :account")
                .bind("account", accountId)
                .map(row -> required(row, "all", Long.class))
                .one();
    }

    Mono<Webhook> insert(String id, long accountId, WebhookForm form, byte[] secret, Instant now) {
        return set(
                        """
                        INSERT INTO webhook (id, account_id, name, url, events, enabled, secret,
                                             created_at, updated_at)
                        VALUES (:id, :account, :name, :url, :events, :enabled, :secret, :now, :now)
                        """,
                        id,
                        form,
                        now)
                .bind("account", accountId)
                .bind("secret", secret)
                .one();
    }

    Mono<Webhook> update(String id, WebhookForm form, Instant now) {
        return set(
                        """
                        UPDATE webhook
                           SET name = :name, url = :url, events = :events, enabled = :enabled,
                               disabled_because = CASE WHEN :enabled THEN NULL
                                                       ELSE disabled_because END,
                               updated_at = :now
                         WHERE id = :id
                        """,
                        id,
                        form,
                        now)
                .one();
    }

    /** Puts a new secret in the place of the one that there is, which goes on for a while. */
    Mono<Webhook> rotate(long accountId, String id, byte[] secret, Instant until, Instant now) {
        return table.returning(
                        """
                        UPDATE webhook
                           SET previous_secret = secret, previous_until = :until, secret = :secret,
                               updated_at = :now
                         WHERE account_id = :account AND id = :id
                        """)
                .bind("account", accountId)
                .bind("id", id)
                .bind("secret", secret)
                .bind("until", until)
                .bind("now", now)
                .one();
    }

    /** Deletes it with what was to be delivered and what was; answers it. */
    Mono<Webhook> delete(long accountId, String id) {
        return database.sql(
                        """
                        WITH gone AS (
                            DELETE FROM webhook WHERE account_id = :account AND id = :id
                            RETURNING *),
                        rest AS (
                            DELETE FROM webhook_delivery d USING gone WHERE d.webhook_id = gone.id)
                        SELECT
                        """
                                + COLUMNS
                                + " FROM gone")
                .bind("account", accountId)
                .bind("id", id)
                .map(this::webhook)
                .one();
    }

    private Statement<Webhook> set(String statement, String id, WebhookForm form, Instant now) {
        return table.returning(statement)
                .bind("id", id)
                .bind("name", form.name())
                .bind("url", form.url())
                .bind("events", form.events().stream().map(EventType::word).toArray(String[]::new))
                .bind("enabled", form.enabled())
                .bind("now", now);
    }

    private Webhook webhook(Readable row) {
        return new Webhook(
                required(row, "id", String.class),
                required(row, "name", String.class),
                required(row, "url", String.class),
                events(required(row, "events", String[].class)),
                required(row, "enabled", Boolean.class),
                row.get("disabled_because", String.class),
                future(row.get("previous_until", Instant.class)),
                required(row, "created_at", Instant.class),
                required(row, "updated_at", Instant.class));
    }

    private @Nullable Instant future(@Nullable Instant time) {
        return time != null && time.isAfter(clock.instant()) ? time : null;
    }

    private static Set<EventType> events(String[] words) {
        return Arrays.stream(words)
                .map(EventType::of)
                .flatMap(Optional::stream)
                .collect(
                        Collectors.collectingAndThen(
                                Collectors.toCollection(() -> EnumSet.noneOf(EventType.class)),
                                Collections::unmodifiableSet));
    }
}
