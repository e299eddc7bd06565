package org.otpwidget.server.passkey;

import org.otpwidget.server.operator.OperatorSession;
import org.otpwidget.server.secret.KeyedHash;
import org.otpwidget.server.secret.Purpose;
import org.otpwidget.server.secret.Secrets;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;

import reactor.core.publisher.Mono;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Makes the challenges that passkeys sign. A challenge carries its own expiry and seal, so that
 * asking for one stores nothing and any node knows it; it is noted when it was answered, and not
 * taken again.
 */
@Component
class Challenges {

    /** How long one may be answered. */
    static final Duration LIFETIME = Duration.ofMinutes(5);

    private static final int RANDOM_BYTES = 16;
    private static final int HEAD_BYTES = RANDOM_BYTES + Long.BYTES;
    private static final byte[] LABEL = "passkey challenge".getBytes(StandardCharsets.UTF_8);

    private final SecureRandom random = new SecureRandom();
    private final DatabaseClient database;
    private final Secrets secrets;
    private final Clock clock;

    Challenges(DatabaseClient database, Secrets secrets, Clock clock) {
        this.database = database;
        this.secrets = secrets;
        this.clock = clock;
    }

    /**
     * What a challenge is for; it serves nothing else.
     *
     * @param session id of the session that it belongs to; empty before the sign-in
     */
    record Use(String what, String session) {

        /** Signing in: there is no session yet. */
        static final Use SIGN_IN = new Use("sign-in", "");

        static Use adding(OperatorSession session) {
            return new Use("add", session.id());
        }

        /** Proving again who is there. */
        static Use proving(OperatorSession session) {
            return new Use("prove", session.id());
        }

        private byte[] bytes() {
            return (what + " " + session).getBytes(StandardCharsets.UTF_8);
        }
    }

    byte[] next(Use use) {
        byte[] head = new byte[HEAD_BYTES];
        random.nextBytes(head);
        ByteBuffer.wrap(head)
                .putLong(RANDOM_BYTES, clock.instant().plus(LIFETIME).getEpochSecond());
        byte[] seal = secrets.hash(Purpose.CREDENTIAL, LABEL, use.bytes(), head).bytes();
        return ByteBuffer.allocate(HEAD_BYTES + seal.length).put(head).put(seal).array();
    }

    /** Whether a challenge is one of ours, for this use, and not too old. */
    boolean isOurs(byte[] challenge, Use use) {
        if (challenge.length != HEAD_BYTES + KeyedHash.LENGTH) {
            return false;
        }
        byte[] head = new byte[HEAD_BYTES];
        byte[] seal = new byte[KeyedHash.LENGTH];
        ByteBuffer.wrap(challenge).get(head).get(seal);
        return secrets.matches(KeyedHash.of(seal), Purpose.CREDENTIAL, LABEL, use.bytes(), head)
                && expiry(challenge).isAfter(clock.instant());
    }

    /** Notes that one of ours was answered; false when it was before. */
    Mono<Boolean> answered(byte[] challenge) {
        return database.sql(
                        """
                        INSERT INTO passkey_answered (challenge_hash, expires_at)
                        VALUES (:hash, :expires) ON CONFLICT DO NOTHING
                        """)
                .bind("hash", ByteBuffer.wrap(secrets.hash(Purpose.CALL, LABEL, challenge).bytes()))
                .bind("expires", expiry(challenge))
                .fetch()
                .rowsUpdated()
                .map(rows -> rows > 0);
    }

    private static Instant expiry(byte[] challenge) {
        return Instant.ofEpochSecond(ByteBuffer.wrap(challenge).getLong(RANDOM_BYTES));
    }
}
