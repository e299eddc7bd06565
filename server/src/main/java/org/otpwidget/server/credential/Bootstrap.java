package org.otpwidget.server.credential;

import org.otpwidget.server.account.Accounts;
import org.otpwidget.server.credential.Authkey.Scope;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;

import reactor.core.publisher.Mono;

import java.time.Clock;

/** Makes the first admin authkey of an installation, once even when many servers start together. */
@Component
class Bootstrap {

    private static final String ACCOUNT = "Default";
    private static final String AUTHKEY = "First admin authkey";

    /** Any number that nobody else locks. */
    private static final long LOCK = 0x6f74705f61757468L;

    private final DatabaseClient database;
    private final TransactionalOperator transaction;
    private final Accounts accounts;
    private final Authkeys authkeys;
    private final AuthkeySecret secret;
    private final Clock clock;

    Bootstrap(
            DatabaseClient database,
            TransactionalOperator transaction,
            Accounts accounts,
            Authkeys authkeys,
            AuthkeySecret secret,
            Clock clock) {
        this.database = database;
        this.transaction = transaction;
        this.accounts = accounts;
        this.authkeys = authkeys;
        this.secret = secret;
        this.clock = clock;
    }

    /** Whether no account has an admin authkey that works. */
    Mono<Boolean> isNeeded() {
        return database.sql(
                        """
                        SELECT NOT EXISTS (
                            SELECT FROM authkey
                            WHERE enabled AND 'admin' = ANY (scopes)
                              AND (expires_at IS NULL OR expires_at > :now)
                        ) AS needed
                        """)
                .bind("now", clock.instant())
                .map(row -> Boolean.TRUE.equals(row.get("needed", Boolean.class)))
                .one();
    }

    /** A random value for the key. */
    String newKey() {
        return secret.next();
    }

    /**
     * Makes the key, in the oldest account or in a new one.
     *
     * @return false when another server was faster, or the value is that of a key that exists
     */
    Mono<Boolean> make(String key) {
        return database.sql("SELECT pg_advisory_xact_lock(:lock)")
                .bind("lock", LOCK)
                .then()
                .then(Mono.defer(this::isNeeded))
                .zipWith(authkeys.isKnown(key), (needed, known) -> needed && !known)
                .filter(wanted -> wanted)
                .flatMap(wanted -> accounts.firstOrNew(ACCOUNT))
                .flatMap(account -> authkeys.create(account.id(), form(), key))
                .hasElement()
                .as(transaction::transactional);
    }

    private static AuthkeyForm form() {
        return AuthkeyForm.of(AUTHKEY, Scope.VERIFY, Scope.ADMIN);
    }
}
