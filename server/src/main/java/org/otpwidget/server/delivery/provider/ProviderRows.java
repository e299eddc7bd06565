package org.otpwidget.server.delivery.provider;

import static org.otpwidget.server.database.Column.required;

import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;

import org.otpwidget.server.account.AccountTable;
import org.otpwidget.server.account.AccountTable.Statement;
import org.otpwidget.server.account.Ids;
import org.otpwidget.server.form.Page;
import org.otpwidget.server.form.PageQuery;
import org.otpwidget.server.secret.Purpose;
import org.otpwidget.server.secret.SealBrokenException;
import org.otpwidget.server.secret.Sealed;
import org.otpwidget.server.secret.SecretText;
import org.otpwidget.server.secret.Secrets;
import org.otpwidget.server.widget.Channel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.r2dbc.core.DatabaseClient;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The statements on table {@code provider}. */
final class ProviderRows {

    private static final Logger log = LoggerFactory.getLogger(ProviderRows.class);

    private static final String COLUMNS =
            "id, account_id, channel, kind, name, settings::text AS settings, secrets, countries,"
                    + " position, enabled, created_at, updated_at";

    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};
    private static final JsonMapper JSON = JsonMapper.shared();

    private final AccountTable<Provider> table;
    private final Secrets secrets;

    ProviderRows(DatabaseClient database, Secrets secrets) {
        this.secrets = secrets;
        this.table = new AccountTable<>(database, "provider", COLUMNS, this::provider);
    }

    Mono<Provider> byId(String id) {
        return table.byId(id);
    }

    /** The enabled ones in the order in which they are tried. */
    Flux<Provider> enabled(long accountId) {
        return table.select("WHERE account_id = :account AND enabled ORDER BY position, id")
                .bind("account", accountId)
                .all();
    }

    Mono<Provider> get(long accountId, String id) {
        return table.get(accountId, id);
    }

    /** Keeps other changes of the provider out until the transaction ends. */
    Mono<Provider> lock(long accountId, String id) {
        return table.lock(accountId, id);
    }

    Mono<Page<Provider>> list(long accountId, PageQuery query) {
        return table.list(accountId, query, Provider::id);
    }

    Mono<Provider> insert(long accountId, ProviderForm form, Instant now) {
        String id = Ids.next(now);
        return set(
                        id,
                        form,
                        """
                        INSERT INTO provider (id, account_id, channel, kind, name, settings, secrets,
                                              countries, position, enabled, created_at, updated_at)
                        VALUES (:id, :account, :channel, :kind, :name, CAST(:settings AS jsonb),
                                :secrets, :countries,
                                coalesce(:position, (SELECT coalesce(max(position), 0) + 1
                                                       FROM provider WHERE account_id = :account)),
                                :enabled, :now, :now)
                        """)
                .bind("account", accountId)
                .bind("channel", form.channel().code())
                .bind("kind", form.kind())
                .bind("now", now)
                .one();
    }

    Mono<Provider> update(String id, ProviderForm form, Instant now) {
        return set(
                        id,
                        form,
                        """
                        UPDATE provider
                           SET name = :name, settings = CAST(:settings AS jsonb), secrets = :secrets,
                               countries = :countries, position = coalesce(:position, position),
                               enabled = :enabled, updated_at = :now
                         WHERE id = :id
                        """)
                .bind("now", now)
                .one();
    }

    Mono<Provider> delete(long accountId, String id) {
        return table.delete(accountId, id);
    }

    private Statement<Provider> set(String id, ProviderForm form, String statement) {
        return table.returning(statement)
                .bind("id", id)
                .bind("name", form.name())
                .bind("settings", JSON.writeValueAsString(form.settings()))
                .bind("secrets", seal(id, form.secrets()))
                .bind("countries", form.countries().toArray(String[]::new))
                .bind("position", Parameters.in(R2dbcType.INTEGER, form.position()))
                .bind("enabled", form.enabled());
    }

    private byte[] seal(String id, Map<String, SecretText> values) {
        var plain = new LinkedHashMap<String, String>();
        values.forEach((name, secret) -> plain.put(name, secret.reveal()));
        return secrets.seal(Purpose.PROVIDER, JSON.writeValueAsBytes(plain), bytes(id)).bytes();
    }

    private Map<String, SecretText> open(String id, byte[] sealed) {
        var values = new LinkedHashMap<String, SecretText>();
        try {
            byte[] plain = secrets.open(Purpose.PROVIDER, Sealed.of(sealed), bytes(id));
            JSON.readValue(plain, TEXTS)
                    .forEach((name, text) -> values.put(name, SecretText.of(text)));
        } catch (SealBrokenException _) {
            log.error("The credentials of provider {} cannot be opened: enter them again", id);
        }
        return values;
    }

    private static byte[] bytes(String id) {
        return id.getBytes(StandardCharsets.UTF_8);
    }

    private Provider provider(Readable row) {
        String id = required(row, "id", String.class);
        return new Provider(
                id,
                required(row, "account_id", Long.class),
                Channel.ofCode(required(row, "channel", Integer.class)).orElseThrow(),
                required(row, "kind", String.class),
                required(row, "name", String.class),
                JSON.readValue(required(row, "settings", String.class), TEXTS),
                open(id, required(row, "secrets", byte[].class)),
                List.of(required(row, "countries", String[].class)),
                required(row, "position", Integer.class),
                required(row, "enabled", Boolean.class),
                required(row, "created_at", Instant.class),
                required(row, "updated_at", Instant.class));
    }
}
