package org.otpwidget.server.accesstoken;

import static org.otpwidget.server.database.Column.required;

import io.r2dbc.spi.Readable;

import org.otpwidget.server.secret.Purpose;
import org.otpwidget.server.secret.Sealed;
import org.otpwidget.server.secret.Secrets;
import org.springframework.r2dbc.core.DatabaseClient;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;

/** The table {@code signing_key}; private keys are sealed in it, and wiped when they retire. */
final class SigningKeyStore {

    private static final String COLUMNS =
            "SELECT kid, generation, created_at, signs_from, retires_at, public_key, private_sealed"
                    + " FROM signing_key ";

    /**
     * One statement, so that a key comes with the retirement of those before it or not at all. Of
     * nodes that add the same generation at once one wins, and the others do nothing.
     */
    private static final String ADD =
            """
            WITH added AS (
                INSERT INTO signing_key
                    (kid, generation, public_key, private_sealed, created_at, signs_from)
                VALUES (:kid, :generation, :publicKey, :privateSealed, :createdAt, :signsFrom)
                ON CONFLICT (generation) DO NOTHING
                RETURNING generation),
            ending AS (
                UPDATE signing_key SET retires_at = least(retires_at, :othersRetireAt)
                FROM added WHERE signing_key.generation < added.generation)
            SELECT generation FROM added
            """;

    private final DatabaseClient database;
    private final Secrets secrets;

    SigningKeyStore(DatabaseClient database, Secrets secrets) {
        this.database = database;
        this.secrets = secrets;
    }

    /** The keys that have not been wiped. */
    Mono<KeySet> load() {
        return database.sql(COLUMNS + "WHERE private_sealed IS NOT NULL")
                .map(this::open)
                .all()
                .collectList()
                .map(KeySet::new);
    }

    /** All keys, newest first. */
    Flux<StoredKey> history() {
        return database.sql(COLUMNS + "ORDER BY generation DESC")
                .map(row -> new StoredKey(kid(row), times(row)))
                .all();
    }

    /**
     * Adds a key, unless its generation is there already, and lets the older ones end; answers
     * whether it did.
     */
    Mono<Boolean> add(SigningKey key, Instant othersRetireAt) {
        return database.sql(ADD)
                .bind("kid", key.kid())
                .bind("generation", key.times().generation())
                .bind("publicKey", key.publicKey())
                .bind("privateSealed", seal(key))
                .bind("createdAt", key.times().createdAt())
                .bind("signsFrom", key.times().signsFrom())
                .bind("othersRetireAt", othersRetireAt)
                .map(row -> true)
                .one()
                .defaultIfEmpty(false);
    }

    /** Forgets the private part of retired keys; what is left tells their history. */
    Mono<Void> wipeRetired(Instant now) {
        return database.sql(
                        "UPDATE signing_key SET private_sealed = NULL"
                                + " WHERE retires_at <= :now AND private_sealed IS NOT NULL")
                .bind("now", now)
                .then();
    }

    private byte[] seal(SigningKey key) {
        return secrets.seal(Purpose.SIGNING_KEY, key.seed(), place(key.kid())).bytes();
    }

    private SigningKey open(Readable row) {
        Sealed sealed = Sealed.of(required(row, "private_sealed", byte[].class));
        byte[] seed = secrets.open(Purpose.SIGNING_KEY, sealed, place(kid(row)));
        var key = new SigningKey(seed, times(row));
        if (!Arrays.equals(key.publicKey(), required(row, "public_key", byte[].class))) {
            throw new IllegalStateException("Signing key " + kid(row) + " is not what it was");
        }
        return key;
    }

    private static KeyTimes times(Readable row) {
        return new KeyTimes(
                required(row, "generation", Long.class),
                required(row, "created_at", Instant.class),
                required(row, "signs_from", Instant.class),
                row.get("retires_at", Instant.class));
    }

    private static String kid(Readable row) {
        return required(row, "kid", String.class);
    }

    private static byte[] place(String kid) {
        return kid.getBytes(StandardCharsets.UTF_8);
    }
}
