package org.otpwidget.server.widget;

import static org.otpwidget.server.database.Column.required;

import io.r2dbc.spi.Readable;

import org.otpwidget.server.account.AccountTable;
import org.otpwidget.server.form.Page;
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

    private final AccountTable<Widget> table;
    private final StoredSettings stored;
    private final CaptchaSecrets captchaSecrets;

    WidgetRows(DatabaseClient database, StoredSettings stored, CaptchaSecrets captchaSecrets) {
        this.stored = stored;
        this.captchaSecrets = captchaSecrets;
        this.table = new AccountTable<>(database, "widget", COLUMNS, this::widget);
    }

    Mono<Widget> byId(String id) {
        return table.byId(id);
    }

    Mono<Widget> get(long accountId, String id) {
        return table.get(accountId, id);
    }

    /** Keeps other changes of the widget out until the transaction ends. */
    Mono<Widget> lock(long accountId, String id) {
        return table.lock(accountId, id);
    }

    Mono<Page<Widget>> list(long accountId, PageQuery query) {
        return table.list(accountId, query, Widget::id);
    }

    Flux<Widget> using(long accountId, String templateId) {
        return table.select(
                        """
                        WHERE account_id = :account
                          AND EXISTS (SELECT FROM jsonb_each(settings -> 'templates') AS chosen
                                       WHERE chosen.value ->> 'templateId' = :template)
                        ORDER BY id
                        """)
                .bind("account", accountId)
                .bind("template", templateId)
                .all();
    }

    Mono<Widget> insert(long accountId, String id, WidgetSettings settings, Instant now) {
        return table.returning(
                        """
                        INSERT INTO widget (id, account_id, settings, captcha_secret, created_at, updated_at)
                        VALUES (:id, :account, CAST(:settings AS jsonb), :secret, :now, :now)
                        """)
                .bind("id", id)
                .bind("account", accountId)
                .bind("settings", stored.write(id, settings))
                .bind("secret", captchaSecrets.sealed(id, settings.captchaProvider()))
                .bind("now", now)
                .one();
    }

    Mono<Widget> update(String id, WidgetSettings settings, Instant now) {
        return table.returning(
                        """
                        UPDATE widget SET settings = CAST(:settings AS jsonb), captcha_secret = :secret,
                               updated_at = :now
                        WHERE id = :id
                        """)
                .bind("id", id)
                .bind("settings", stored.write(id, settings))
                .bind("secret", captchaSecrets.sealed(id, settings.captchaProvider()))
                .bind("now", now)
                .one();
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
