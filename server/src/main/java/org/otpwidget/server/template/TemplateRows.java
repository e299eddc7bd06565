package org.otpwidget.server.template;

import static org.otpwidget.server.database.Column.required;

import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.account.AccountTable;
import org.otpwidget.server.account.AccountTable.Statement;
import org.otpwidget.server.account.Ids;
import org.otpwidget.server.form.Page;
import org.otpwidget.server.form.PageQuery;
import org.otpwidget.server.widget.Channel;
import org.springframework.r2dbc.core.DatabaseClient;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import java.time.Instant;
import java.util.Map;
import java.util.Set;

/** The statements on table {@code template}. */
final class TemplateRows {

    private static final TypeReference<Map<String, TemplateVariant>> VARIANTS =
            new TypeReference<>() {};

    private static final String COLUMNS =
            "id, account_id, name, channel, sender, dlt_entity_id, whatsapp_name,"
                    + " default_language, variants::text AS variants, created_at, updated_at";

    private final AccountTable<Template> table;
    private final JsonMapper json;

    TemplateRows(DatabaseClient database, JsonMapper json) {
        this.json = json;
        this.table = new AccountTable<>(database, "template", COLUMNS, this::template);
    }

    Mono<Template> byId(String id) {
        return table.byId(id);
    }

    Mono<Template> get(long accountId, String id) {
        return table.get(accountId, id);
    }

    /** Keeps other changes of the template out until the transaction ends. */
    Mono<Template> lock(long accountId, String id) {
        return table.lock(accountId, id);
    }

    /** Keeps changes of these templates out until the transaction ends, but not other readers. */
    Flux<Template> hold(long accountId, Set<String> ids) {
        return table.select("WHERE account_id = :account AND id = ANY(:ids) ORDER BY id FOR SHARE")
                .bind("account", accountId)
                .bind("ids", ids.toArray(String[]::new))
                .all();
    }

    Flux<Template> all(long accountId) {
        return table.select("WHERE account_id = :account ORDER BY id")
                .bind("account", accountId)
                .all();
    }

    Mono<Page<Template>> list(long accountId, PageQuery query) {
        return table.list(accountId, query, Template::id);
    }

    Mono<Template> insert(long accountId, TemplateSettings settings, Instant now) {
        return insert(accountId, Ids.next(now), settings, now);
    }

    /** Adds a template of an id that it had before; empty when there is one of this id. */
    Mono<Template> insert(long accountId, String id, TemplateSettings settings, Instant now) {
        return set(
                        settings,
                        """
                        INSERT INTO template (id, account_id, channel, name, sender, dlt_entity_id,
                                              whatsapp_name, default_language, variants,
                                              created_at, updated_at)
                        VALUES (:id, :account, :channel, :name, :sender, :entity,
                                :whatsapp, :language, CAST(:variants AS jsonb), :now, :now)
                        ON CONFLICT (id) DO NOTHING
                        """)
                .bind("id", id)
                .bind("account", accountId)
                .bind("channel", settings.channel().code())
                .bind("now", now)
                .one();
    }

    Mono<Template> update(String id, TemplateSettings settings, Instant now) {
        return set(
                        settings,
                        """
                        UPDATE template
                        SET name = :name, sender = :sender, dlt_entity_id = :entity,
                            whatsapp_name = :whatsapp, default_language = :language,
                            variants = CAST(:variants AS jsonb), updated_at = :now
                        WHERE id = :id
                        """)
                .bind("id", id)
                .bind("now", now)
                .one();
    }

    Mono<Template> delete(long accountId, String id) {
        return table.delete(accountId, id);
    }

    private Statement<Template> set(TemplateSettings settings, String statement) {
        return table.returning(statement)
                .bind("name", settings.name())
                .bind("sender", text(settings.sender()))
                .bind("entity", text(settings.dltEntityId()))
                .bind("whatsapp", text(settings.whatsappName()))
                .bind("language", settings.defaultLanguage())
                .bind("variants", json.writeValueAsString(settings.variants()));
    }

    private static Object text(@Nullable String value) {
        return Parameters.in(R2dbcType.VARCHAR, value);
    }

    private Template template(Readable row) {
        return new Template(
                required(row, "id", String.class),
                required(row, "account_id", Long.class),
                new TemplateSettings(
                        required(row, "name", String.class),
                        Channel.ofCode(required(row, "channel", Integer.class)).orElseThrow(),
                        row.get("sender", String.class),
                        row.get("dlt_entity_id", String.class),
                        row.get("whatsapp_name", String.class),
                        required(row, "default_language", String.class),
                        json.readValue(required(row, "variants", String.class), VARIANTS)),
                required(row, "created_at", Instant.class),
                required(row, "updated_at", Instant.class));
    }
}
