package org.otpwidget.server.widget;

import static org.otpwidget.server.database.Column.required;

import io.r2dbc.spi.Readable;

import org.otpwidget.server.form.PageQuery;
import org.springframework.r2dbc.core.DatabaseClient;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.time.Instant;

/** The statements on table {@code widget}. */
final class WidgetRows {

    private static final String COLUMNS =
            "id, account_id, number, settings::text AS settings, captcha_secret, created_at,"
                    + " updated_at";

    private final DatabaseClient database;
    private final StoredSettings stored;
    private final CaptchaSecrets captchaSecrets;

    WidgetRows(DatabaseClient database, StoredSettings stored, CaptchaSecrets captchaSecrets) {
        this.database = database;
        this.stored = stored;
        this.captchaSecrets = captchaSecrets;
    }

    Mono<Widget> byId(String id) {
        return select("WHERE id = :id").bind("id", id).map(this::widget).one();
    }

    Mono<Widget> get(long accountId, String id) {
        return one("WHERE account_id = :account AND id = :id", accountId, id);
    }

    /** Keeps other changes of the widget out until the transaction ends. */
    Mono<Widget> lock(long accountId, String id) {
        return one("WHERE account_id = :account AND id = :id FOR UPDATE", accountId, id);
    }

    Flux<Widget> list(long accountId, PageQuery query) {
        return select("WHERE account_id = :account AND id > :after ORDER BY id LIMIT :rows")
                .bind("account", accountId)
                .bind("after", query.start())
                .bind("rows", query.rows())
                .map(this::widget)
                .all();
    }

    Flux<Widget> using(long accountId, String templateId) {
        return select(
                        """
                        WHERE account_id = :account
                          AND EXISTS (SELECT FROM jsonb_each(settings -> 'templates') AS chosen
                                       WHERE chosen.value ->> 'templateId' = :template)
                        ORDER BY id
                        """)
                .bind("account", accountId)
                .bind("template", templateId)
                .map(this::widget)
                .all();
    }

    Mono<Widget> insert(long accountId, String id, WidgetSettings settings, Instant now) {
        return database.sql(
                        """
                        INSERT INTO widget (id, account_id, settings, captcha_secret, created_at, updated_at)
                        VALUES (:id, :account, CAST(:settings AS jsonb), :secret, :now, :now) RETURNING
                        """
                                + COLUMNS)
                .bind("id", id)
                .bind("account", accountId)
                .bind("settings", stored.write(id, settings))
                .bind("secret", captchaSecrets.sealed(id, settings.captchaProvider()))
                .bind("now", now)
                .map(this::widget)
                .one();
    }

    Mono<Widget> update(String id, WidgetSettings settings, Instant now) {
        return database.sql(
                        """
                        UPDATE widget SET settings = CAST(:settings AS jsonb), captcha_secret = :secret,
                               updated_at = :now
                        WHERE id = :id RETURNING
                        """
                                + COLUMNS)
                .bind("id", id)
                .bind("settings", stored.write(id, settings))
                .bind("secret", captchaSecrets.sealed(id, settings.captchaProvider()))
                .bind("now", now)
                .map(this::widget)
                .one();
    }

    private Mono<Widget> one(String rest, long accountId, String id) {
        return select(rest).bind("account", accountId).bind("id", id).map(this::widget).one();
    }

    private DatabaseClient.GenericExecuteSpec select(String rest) {
        return database.sql("SELECT " + COLUMNS + " FROM widget " + rest);
    }

    private Widget widget(Readable row) {
        String id = required(row, "id", String.class);
        return new Widget(
                id,
                required(row, "account_id", Long.class),
                required(row, "number", Long.class),
                stored.read(
                        id,
                        required(row, "settings", String.class),
                        tree ->
                                captchaSecrets.putInto(
                                        tree, id, row.get("captcha_secret", byte[].class))),
                required(row, "created_at", Instant.class),
                required(row, "updated_at", Instant.class));
    }
}
