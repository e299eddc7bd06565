package org.otpwidget.server.template;

import static org.otpwidget.server.database.Column.required;

import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.account.Ids;
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

    private final DatabaseClient database;
    private final JsonMapper json;

    TemplateRows(DatabaseClient database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    Mono<Template> byId(String id) {
        return select("WHERE id = :id").bind("id", id).map(this::template).one();
    }

    Mono<Template> get(long accountId, String id) {
        return one("WHERE account_id = :account AND id = :id", accountId, id);
    }

    /** Keeps other changes of the template out until the transaction ends. */
    Mono<Template> lock(long accountId, String id) {
        return one("WHERE account_id = :account AND id = :id FOR UPDATE", accountId, id);
    }

    /** Keeps changes of these templates out until the transaction ends, but not other readers. */
    Flux<Template> hold(long accountId, Set<String> ids) {
        return select("WHERE account_id = :account AND id = ANY(:ids) ORDER BY id FOR SHARE")
                .bind("account", accountId)
                .bind("ids", ids.toArray(String[]::new))
                .map(this::template)
                .all();
    }

    Flux<Template> all(long accountId) {
        return select("WHERE account_id = :account ORDER BY id")
                .bind("account", accountId)
                .map(this::template)
                .all();
    }

    Flux<Template> list(long accountId, PageQuery query) {
        return select("WHERE account_id = :account AND id > :after ORDER BY id LIMIT :rows")
                .bind("account", accountId)
                .bind("after", query.start())
                .bind("rows", query.rows())
                .map(this::template)
                .all();
    }

    Mono<Template> insert(long accountId, TemplateSettings settings, Instant now) {
        return set(
                        settings,
                        """
                        INSERT INTO template (id, account_id, channel, name, sender, dlt_entity_id,
                                              whatsapp_name, default_language, variants,
                                              created_at, updated_at)
                        VALUES (:id, :account, :channel, :name, :sender, :entity,
                                :whatsapp, :language, CAST(:variants AS jsonb), :now, :now)
                        """)
                .bind("id", Ids.next(now))
                .bind("account", accountId)
                .bind("channel", settings.channel().code())
                .bind("now", now)
                .map(this::template)
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
                .map(this::template)
                .one();
    }

    Mono<Long> delete(String id) {
        return database.sql("DELETE FROM template WHERE id = :id")
                .bind("id", id)
                .fetch()
                .rowsUpdated();
    }

    private Mono<Template> one(String rest, long accountId, String id) {
        return select(rest).bind("account", accountId).bind("id", id).map(this::template).one();
    }

    private DatabaseClient.GenericExecuteSpec select(String rest) {
        return database.sql("SELECT " + COLUMNS + " FROM template " + rest);
    }

    private DatabaseClient.GenericExecuteSpec set(TemplateSettings settings, String statement) {
        return database.sql(statement + " RETURNING " + COLUMNS)
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
