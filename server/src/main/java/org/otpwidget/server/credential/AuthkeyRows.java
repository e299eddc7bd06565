package org.otpwidget.server.credential;

import static org.otpwidget.server.database.Column.required;

import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;

import org.otpwidget.server.account.AccountTable;
import org.otpwidget.server.account.AccountTable.Statement;
import org.otpwidget.server.account.Ids;
import org.otpwidget.server.client.Cidr;
import org.otpwidget.server.credential.Authkey.Scope;
import org.otpwidget.server.form.Page;
import org.otpwidget.server.form.PageQuery;
import org.springframework.r2dbc.core.DatabaseClient;

import reactor.core.publisher.Mono;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The statements on table {@code authkey}. */
final class AuthkeyRows {

    private static final String COLUMNS =
            "id, account_id, name, hint, scopes, ip_whitelist, enabled, created_at, expires_at,"
                    + " last_used_at";

    private final DatabaseClient database;
    private final AccountTable<Authkey> table;

    AuthkeyRows(DatabaseClient database) {
        this.database = database;
        this.table = new AccountTable<>(database, "authkey", COLUMNS, AuthkeyRows::authkey);
    }

    Mono<Authkey> byHash(List<ByteBuffer> hashes) {
        return table.select("WHERE key_hash IN (:hashes)").bind("hashes", hashes).one();
    }

    Mono<Authkey> get(long accountId, String id) {
        return table.get(accountId, id);
    }

    Mono<Page<Authkey>> list(long accountId, PageQuery query) {
        return table.list(accountId, query, Authkey::id);
    }

    /** Keeps other changes of the account's authkeys out until the transaction ends. */
    Mono<Long> lock(long accountId) {
        return database.sql("SELECT id FROM account WHERE id = :account FOR UPDATE")
                .bind("account", accountId)
                .map(row -> required(row, "id", Long.class))
                .one();
    }

    /** Whether the account has a key that opens {@code /v1}, besides one. */
    Mono<Boolean> hasOtherAdmin(long accountId, String id, Instant now) {
        return database.sql(
                        """
                        SELECT EXISTS (
                            SELECT FROM authkey
                            WHERE account_id = :account AND id <> :id AND enabled
                              AND 'admin' = ANY (scopes) AND (expires_at IS NULL OR expires_at > :now)
                        ) AS found
                        """)
                .bind("account", accountId)
                .bind("id", id)
                .bind("now", now)
                .map(row -> required(row, "found", Boolean.class))
                .one();
    }

    Mono<Authkey> insert(
            long accountId, AuthkeyForm form, String hint, ByteBuffer hash, Instant now) {
        return set(
                        form,
                        """
                        INSERT INTO authkey (id, account_id, name, hint, key_hash, scopes, ip_whitelist,
                                             enabled, created_at, expires_at)
                        VALUES (:id, :account, :name, :hint, :hash, :scopes, :whitelist,
                                :enabled, :now, :expires)
                        """)
                .bind("id", Ids.next(now))
                .bind("account", accountId)
                .bind("hint", hint)
                .bind("hash", hash)
                .bind("now", now)
                .one();
    }

    Mono<Authkey> update(String id, AuthkeyForm form) {
        return set(
                        form,
                        """
                        UPDATE authkey
                        SET name = :name, scopes = :scopes, ip_whitelist = :whitelist,
                            enabled = :enabled, expires_at = :expires
                        WHERE id = :id
                        """)
                .bind("id", id)
                .one();
    }

    Mono<Authkey> delete(long accountId, String id) {
        return table.delete(accountId, id);
    }

    private Statement<Authkey> set(AuthkeyForm form, String statement) {
        return table.returning(statement)
                .bind("name", form.name())
                .bind("scopes", words(form.scopes()))
                .bind("whitelist", texts(form.ipWhitelist()))
                .bind("enabled", form.enabled())
                .bind(
                        "expires",
                        Parameters.in(R2dbcType.TIMESTAMP_WITH_TIME_ZONE, form.expiresAt()));
    }

    private static Authkey authkey(Readable row) {
        return new Authkey(
                required(row, "id", String.class),
                required(row, "account_id", Long.class),
                required(row, "name", String.class),
                required(row, "hint", String.class),
                scopes(required(row, "scopes", String[].class)),
                blocks(required(row, "ip_whitelist", String[].class)),
                required(row, "enabled", Boolean.class),
                required(row, "created_at", Instant.class),
                row.get("expires_at", Instant.class),
                row.get("last_used_at", Instant.class));
    }

    private static String[] words(Set<Scope> scopes) {
        return scopes.stream()
                .map(scope -> scope.name().toLowerCase(Locale.ROOT))
                .toArray(String[]::new);
    }

    private static Set<Scope> scopes(String[] words) {
        var scopes = EnumSet.noneOf(Scope.class);
        for (var word : words) {
            scopes.add(Scope.valueOf(word.toUpperCase(Locale.ROOT)));
        }
        return scopes;
    }

    private static String[] texts(Collection<Cidr> blocks) {
        return blocks.stream().map(Cidr::toString).toArray(String[]::new);
    }

    private static List<Cidr> blocks(String[] texts) {
        return Arrays.stream(texts).map(Cidr::parse).flatMap(Optional::stream).toList();
    }
}
