package org.otpwidget.server.operator;

import static org.otpwidget.server.database.Column.required;

import org.otpwidget.server.client.Addresses;
import org.otpwidget.server.secret.Purpose;
import org.otpwidget.server.secret.Secrets;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;

import reactor.core.publisher.Mono;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;

/**
 * How often somebody may try to sign in, counted before the passphrase is looked at and in the
 * database, so that neither parallel attempts nor other nodes get around it. When the database
 * doesn't answer, nobody is let in.
 *
 * <p>Each attempt counts for its client address, among those of its kind, and for one of: the
 * session that asks for the passphrase again; the operator whose sessions began by a code, as long
 * as nothing else is proved in them; the pair of operator and address, where that operator came in
 * lately; the operator from anywhere else. So a stranger elsewhere keeps no operator out of the
 * places where they work, and guesses are few everywhere.
 *
 * <p>The buckets drain instead of locking.
 */
@Component
class SignInBudget {

    private static final int PER_KEY = 10;
    private static final int PER_ADDRESS = 30;
    private static final Duration DRAINED = Duration.ofHours(1);

    /** How long a place where an operator came in is remembered. */
    static final Duration REMEMBERED = Duration.ofDays(30);

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

    private static final String KNOWN =
            """
            SELECT EXISTS (SELECT FROM sign_in_place WHERE key_hash = :place AND seen_at > :since)
                AS known
            """;

    private static final String CAME_IN =
            """
            INSERT INTO sign_in_place (key_hash, seen_at) VALUES (:place, :now)
            ON CONFLICT (key_hash) DO UPDATE SET seen_at = :now
            """;

    private final DatabaseClient database;
    private final Secrets secrets;
    private final Clock clock;

    SignInBudget(DatabaseClient database, Secrets secrets, Clock clock) {
        this.database = database;
        this.secrets = secrets;
        this.clock = clock;
    }

    /** What an attempt counts for, beside its address. */
    static final class Counted {

        private final byte[] key;
        private final byte[] address;

        private Counted(byte[] key, byte[] address) {
            this.key = key;
            this.address = address;
        }
    }

    /** Counts an attempt; empty when there are too many, and then it is not counted. */
    Mono<Counted> take(String email, InetAddress address) {
        return takeFor("", address, key("", email, address));
    }

    /**
     * Counts somebody's wish for a link to an operator's e-mail address, which is apart from
     * attempts to sign in, and by the same places: a stranger elsewhere doesn't use up what the
     * operator has where they work.
     */
    Mono<Counted> takeForLink(String email, InetAddress address) {
        return takeFor("link ", address, key("link ", email, address));
    }

    /**
     * Counts an attempt by another way than the passphrase, which is apart from those.
     *
     * @param way what is tried
     */
    Mono<Counted> takeForWay(String way, InetAddress address) {
        return takeFor(way + " ", address, Mono.fromSupplier(() -> hash(way, limited(address))));
    }

    /**
     * Counts an attempt of somebody who is signed in. Sessions that began by a code count together:
     * each further code would bring as many guesses of the passphrase.
     */
    Mono<Counted> take(OperatorSession session, InetAddress address) {
        return takeFor(
                "again ",
                address,
                Mono.fromSupplier(
                        () ->
                                session.isProved()
                                        ? hash("session", session.id())
                                        : hash("unproved", session.operator().id())));
    }

    /**
     * The attempt was right: it doesn't count, nor do those before it that counted for the same.
     */
    Mono<Void> giveBack(Counted counted) {
        return database.sql("DELETE FROM sign_in_budget WHERE key_hash = :key")
                .bind("key", counted.key)
                .then()
                .then(lower(counted.address));
    }

    /** The attempt was not looked at: it alone doesn't count. */
    Mono<Void> takeBack(Counted counted) {
        return lower(counted.key).then(lower(counted.address));
    }

    private Mono<Void> lower(byte[] key) {
        return database.sql(
                        """
                        UPDATE sign_in_budget SET level = GREATEST(0, level - 1)
                        WHERE key_hash = :key
                        """)
                .bind("key", key)
                .then();
    }

    /** Remembers where an operator came in. */
    Mono<Void> cameIn(String email, InetAddress address) {
        return database.sql(CAME_IN)
                .bind("place", place("", email, address))
                .bind("now", clock.instant())
                .then();
    }

    private Mono<Counted> takeFor(String kind, InetAddress address, Mono<byte[]> key) {
        byte[] addressKey = hash(kind + "address", limited(address));
        return take(addressKey, PER_ADDRESS)
                .filter(allowed -> allowed)
                .flatMap(_ -> key)
                .filterWhen(found -> take(found, PER_KEY))
                .map(found -> new Counted(found, addressKey));
    }

    private Mono<Boolean> isKnown(String email, InetAddress address) {
        return database.sql(KNOWN)
                .bind("place", place("", email, address))
                .bind("since", clock.instant().minus(REMEMBERED))
                .map(row -> required(row, "known", Boolean.class))
                .one();
    }

    private Mono<Boolean> take(byte[] key, int most) {
        return database.sql(TAKE)
                .bind("key", key)
                .bind("now", clock.instant())
                .bind("most", most)
                .bind("seconds", (int) DRAINED.toSeconds())
                .fetch()
                .rowsUpdated()
                .map(rows -> rows > 0);
    }

    private Mono<byte[]> key(String kind, String email, InetAddress address) {
        return isKnown(email, address)
                .map(known -> known ? place(kind, email, address) : hash(kind + "email", email));
    }

    private byte[] place(String kind, String email, InetAddress address) {
        return hash(kind + "place", limited(address) + " " + email);
    }

    private static String limited(InetAddress address) {
        return Addresses.format(Addresses.forLimits(address));
    }

    private byte[] hash(String kind, String value) {
        return secrets.hash(
                        Purpose.IDENTIFIER,
                        ("sign-in " + kind).getBytes(StandardCharsets.UTF_8),
                        value.getBytes(StandardCharsets.UTF_8))
                .bytes();
    }
}
