package org.otpwidget.server.invisible;

import static org.otpwidget.server.database.Column.required;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.r2dbc.spi.Readable;

import org.otpwidget.server.secret.Purpose;
import org.otpwidget.server.secret.SealBrokenException;
import org.otpwidget.server.secret.Sealed;
import org.otpwidget.server.secret.SecretText;
import org.otpwidget.server.secret.Secrets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.r2dbc.core.DatabaseClient;

import reactor.core.publisher.Mono;

import tools.jackson.databind.json.JsonMapper;

import java.time.Instant;

/** The statements on table {@code invisible_provider}; the authorization is sealed in it. */
final class InvisibleRows {

    private static final Logger LOG = LoggerFactory.getLogger(InvisibleRows.class);
    private static final JsonMapper JSON = JsonMapper.shared();

    private final DatabaseClient database;
    private final Secrets secrets;

    InvisibleRows(DatabaseClient database, Secrets secrets) {
        this.database = database;
        this.secrets = secrets;
    }

    Mono<InvisibleProvider> find(long accountId) {
        return database.sql(
                        "SELECT settings::text AS settings, authorization_sealed"
                                + " FROM invisible_provider WHERE account_id = :account")
                .bind("account", accountId)
                .map(row -> provider(accountId, row))
                .one();
    }

    Mono<Void> put(long accountId, InvisibleProvider provider, Instant now) {
        byte[] sealed =
                secrets.seal(
                                Purpose.PROVIDER,
                                provider.authorization().revealBytes(),
                                place(accountId))
                        .bytes();
        return database.sql(
                        """
                        INSERT INTO invisible_provider
                            (account_id, settings, authorization_sealed, updated_at)
                        VALUES (:account, CAST(:settings AS jsonb), :sealed, :now)
                        ON CONFLICT (account_id) DO UPDATE
                           SET settings = excluded.settings, updated_at = excluded.updated_at,
                               authorization_sealed = excluded.authorization_sealed
                        """)
                .bind("account", accountId)
                .bind("settings", JSON.writeValueAsString(provider))
                .bind("sealed", sealed)
                .bind("now", now)
                .then();
    }

    Mono<Boolean> delete(long accountId) {
        return database.sql("DELETE FROM invisible_provider WHERE account_id = :account")
                .bind("account", accountId)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows > 0);
    }

    private InvisibleProvider provider(long accountId, Readable row) {
        String settings = required(row, "settings", String.class);
        byte[] sealed = required(row, "authorization_sealed", byte[].class);
        return JSON.readValue(settings, Stored.class).with(open(accountId, sealed));
    }

    private SecretText open(long accountId, byte[] sealed) {
        try {
            byte[] plain = secrets.open(Purpose.PROVIDER, Sealed.of(sealed), place(accountId));
            return SecretText.of(new String(plain, UTF_8));
        } catch (SealBrokenException _) {
            LOG.error("The invisible provider's authorization cannot be opened: enter it again");
            return SecretText.of("");
        }
    }

    private static byte[] place(long accountId) {
        return ("invisible " + accountId).getBytes(UTF_8);
    }

    /** What the column holds: everything but the secret. */
    private record Stored(
            boolean enabled,
            String startUrl,
            String startBody,
            String checkUrlPointer,
            String sessionPointer,
            String codeParameter,
            String finishUrl,
            String finishBody,
            String resultPointer,
            String resultValue,
            String numberPointer) {

        InvisibleProvider with(SecretText authorization) {
            return new InvisibleProvider(
                    enabled,
                    startUrl,
                    startBody,
                    authorization,
                    checkUrlPointer,
                    sessionPointer,
                    codeParameter,
                    finishUrl,
                    finishBody,
                    resultPointer,
                    resultValue,
                    numberPointer);
        }
    }
}
