package org.otpwidget.server.captcha;

import static org.otpwidget.server.database.Column.required;

import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;

import reactor.core.publisher.Mono;

import java.security.SecureRandom;
import java.time.Instant;

/** Remembers which captcha tokens were used, and by which call, over all nodes. */
final class Passes {

    /** A token that is there already is passed only to the call that put it there. */
    private static final String SQL =
            """
            WITH first AS (
                INSERT INTO captcha_pass (id, call_hash, expires_at)
                VALUES (:id, :call, :until) ON CONFLICT DO NOTHING RETURNING id)
            SELECT EXISTS (SELECT FROM first)
                OR EXISTS (SELECT FROM captcha_pass WHERE id = :id AND call_hash = :call) AS mine
            """;

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int NOBODY = 16;

    private final DatabaseClient database;

    Passes(DatabaseClient database) {
        this.database = database;
    }

    /**
     * Uses a token up.
     *
     * @param call the call that uses it, hashed; null: one that no other equals
     * @param until when the token is refused for its age anyway
     * @return whether it was fresh, or used by the same call before
     */
    Mono<Boolean> use(byte[] id, byte @Nullable [] call, Instant until) {
        return database.sql(SQL)
                .bind("id", id)
                .bind("call", call == null ? nobody() : call)
                .bind("until", until)
                .map(row -> required(row, "mine", Boolean.class))
                .one();
    }

    /** Whether this very call used the token before. */
    Mono<Boolean> usedBy(byte[] id, byte[] call) {
        return database.sql(
                        "SELECT EXISTS (SELECT FROM captcha_pass WHERE id = :id AND call_hash ="
                                + " :call) AS mine")
                .bind("id", id)
                .bind("call", call)
                .map(row -> required(row, "mine", Boolean.class))
                .one();
    }

    private static byte[] nobody() {
        byte[] bytes = new byte[NOBODY];
        RANDOM.nextBytes(bytes);
        return bytes;
    }
}
