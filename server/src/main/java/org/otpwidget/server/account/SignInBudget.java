package org.otpwidget.server.account;

import org.otpwidget.server.client.Addresses;
import org.otpwidget.server.secret.Purpose;
import org.otpwidget.server.secret.Secrets;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;

import reactor.core.publisher.Mono;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;

/**
 * How often somebody may try to sign in: per e-mail address and per client address, counted before
 * the passphrase is looked at and in the database, so that neither parallel attempts nor other
 * nodes get around it. When the database doesn't answer, nobody is let in.
 *
 * <p>The buckets drain instead of locking: a stranger who fills them keeps an operator out for
 * minutes only.
 */
@Component
class SignInBudget {

    private static final int PER_EMAIL = 10;
    private static final int PER_ADDRESS = 30;
    private static final Duration DRAINED = Duration.ofHours(1);

    private static final String TAKE =
            """
            INSERT INTO sign_in_budget AS b (key_hash, level, updated_at) VALUES (:key, 1, :now)
            ON CONFLICT (key_hash) DO UPDATE
            SET level = GREATEST(0, b.level - EXTRACT(EPOCH FROM CAST(:now AS timestamptz)
                                                       - b.updated_at) * :most / :seconds) + 1,
                updated_at = :now
            WHERE GREATEST(0, b.level - EXTRACT(EPOCH FROM CAST(:now AS timestamptz)
                                                 - b.updated_at) * :most / :seconds) + 1 <= :most
            """;

    private final DatabaseClient database;
    private final Secrets secrets;
    private final Clock clock;

    SignInBudget(DatabaseClient database, Secrets secrets, Clock clock) {
        this.database = database;
        this.secrets = secrets;
        this.clock = clock;
    }

    /** Counts an attempt; false when there are too many, and then it is not counted. */
    Mono<Boolean> take(String email, InetAddress address) {
        return take(addressKey(address), PER_ADDRESS)
                .flatMap(
                        allowed ->
                                allowed ? take(key("email", email), PER_EMAIL) : Mono.just(false));
    }

    /** The attempt was right: it doesn't count, nor do the ones for this operator before it. */
    Mono<Void> giveBack(String email, InetAddress address) {
        return database.sql("DELETE FROM sign_in_budget WHERE key_hash = :key")
                .bind("key", key("email", email))
                .then()
                .then(
                        database.sql(
                                        """
                                        UPDATE sign_in_budget SET level = GREATEST(0, level - 1)
                                        WHERE key_hash = :key
                                        """)
                                .bind("key", addressKey(address))
                                .then());
    }

    private Mono<Boolean> take(ByteBuffer key, int most) {
        return database.sql(TAKE)
                .bind("key", key)
                .bind("now", clock.instant())
                .bind("most", most)
                .bind("seconds", (int) DRAINED.toSeconds())
                .fetch()
                .rowsUpdated()
                .map(rows -> rows > 0);
    }

    private ByteBuffer addressKey(InetAddress address) {
        return key("address", Addresses.format(Addresses.forLimits(address)));
    }

    private ByteBuffer key(String kind, String value) {
        return ByteBuffer.wrap(
                secrets.hash(
                                Purpose.IDENTIFIER,
                                ("sign-in " + kind).getBytes(StandardCharsets.UTF_8),
                                value.getBytes(StandardCharsets.UTF_8))
                        .bytes());
    }
}
