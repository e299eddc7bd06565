package org.otpwidget.server.credential;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.cache.ConfigCache;
import org.otpwidget.server.cache.ConfigCaches;
import org.otpwidget.server.form.Page;
import org.otpwidget.server.form.PageQuery;
import org.otpwidget.server.problem.Problems;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;

import reactor.core.publisher.Mono;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.UnaryOperator;

/** The authkeys of all accounts. */
@Component
public class Authkeys {

    private final AuthkeyRows rows;
    private final AuthkeySecret secret;
    private final TransactionalOperator transaction;
    private final Clock clock;
    private final ConfigCache<Authkey> cache;
    private final LastUse lastUse;

    Authkeys(
            DatabaseClient database,
            AuthkeySecret secret,
            TransactionalOperator transaction,
            ConfigCaches caches,
            Clock clock) {
        this.rows = new AuthkeyRows(database);
        this.secret = secret;
        this.transaction = transaction;
        this.clock = clock;
        // Read by a hash of the key, which notices don't carry: each of them empties the cache.
        this.cache = caches.whole("authkey");
        this.lastUse = new LastUse(database, "authkey", clock);
    }

    /**
     * The authkey of a secret value, disabled and expired ones included; empty when there is none.
     * Answered from memory; see {@link AuthkeyAuthentication} for all that must hold.
     */
    public Mono<Authkey> find(String key) {
        return AuthkeySecret.isUsable(key)
                ? cache.find(secret.cacheKey(key), () -> rows.byHash(secret.hashes(key)))
                : Mono.empty();
    }

    /** Whether there is an authkey of this value, read within the caller's transaction. */
    Mono<Boolean> isKnown(String key) {
        return rows.byHash(secret.hashes(key)).hasElement();
    }

    /** Notes that an authkey was used just now, once a minute at most and beside the call. */
    public void used(Authkey key) {
        lastUse.note(key.id());
    }

    /** One authkey of an account; empty when the account has none of this id. */
    public Mono<Authkey> get(long accountId, String id) {
        return rows.get(accountId, id);
    }

    /** The account's authkeys in the order of their making. */
    public Mono<Page<Authkey>> list(long accountId, PageQuery query) {
        return rows.list(accountId, query);
    }

    /** Makes an authkey with a random value. */
    public Mono<NewAuthkey> create(long accountId, AuthkeyForm form) {
        return create(accountId, form, secret.next());
    }

    /**
     * Makes an authkey with a value that someone chose; only for keys that are known beforehand,
     * such as the demo's.
     *
     * @throws IllegalArgumentException unless it has 8 to 200 printable ASCII characters
     */
    public Mono<NewAuthkey> create(long accountId, AuthkeyForm form, String key) {
        if (!AuthkeySecret.isUsable(key)) {
            throw new IllegalArgumentException("An authkey has 8 to 200 printable characters");
        }
        return rows.insert(
                        accountId, form, AuthkeySecret.hint(key), secret.hash(key), clock.instant())
                .map(made -> new NewAuthkey(made, key))
                .doOnNext(_ -> forget());
    }

    /**
     * Changes an authkey; empty when the account has none of this id. Refused when nobody could
     * administer the account afterwards.
     */
    public Mono<Authkey> change(long accountId, String id, UnaryOperator<AuthkeyForm> change) {
        return locked(accountId, id)
                .flatMap(key -> keepingAnAdmin(key, change.apply(AuthkeyForm.of(key))))
                .as(transaction::transactional)
                .doOnNext(_ -> forget());
    }

    /** Deletes an authkey; answers it, or empty. Refused like {@link #change}. */
    public Mono<Authkey> delete(long accountId, String id) {
        return locked(accountId, id)
                .delayUntil(key -> requireAdmin(key, null).then(rows.delete(accountId, id)))
                .as(transaction::transactional)
                .doOnNext(_ -> forget());
    }

    /**
     * Takes away the authkey of a value, be it the account's last admin key: for values that became
     * known. Nothing of it stays in memory.
     */
    public Mono<Void> revoke(String key) {
        return rows.byHash(secret.hashes(key))
                .flatMap(found -> rows.delete(found.accountId(), found.id()))
                .doFinally(_ -> forget())
                .then();
    }

    /**
     * What became of an authkey and who follows it.
     *
     * @param before the authkey as it was
     * @param ending the same, with its end
     */
    public record Rotation(NewAuthkey successor, Authkey before, Authkey ending) {}

    /**
     * Makes a successor with the same name, scopes and whitelist, which lives as long as the key
     * did; the key itself ends after the overlap.
     *
     * @param overlap how long both work
     */
    public Mono<Rotation> rotate(long accountId, String id, Duration overlap) {
        return locked(accountId, id)
                .flatMap(key -> succeed(key, overlap))
                .as(transaction::transactional)
                .doOnNext(_ -> forget());
    }

    void forget() {
        cache.forgetAll();
    }

    private Mono<Rotation> succeed(Authkey key, Duration overlap) {
        var now = clock.instant();
        if (!key.enabled() || key.isExpired(now)) {
            return Problems.conflict(
                            "This authkey is disabled or expired: make a new one instead,"
                                    + " by POST /v1/authkeys.")
                    .signal();
        }
        var successor =
                new AuthkeyForm(
                        key.name(), key.scopes(), key.ipWhitelist(), true, successorEnd(key, now));
        return create(key.accountId(), successor)
                .zipWhen(_ -> rows.update(key.id(), ending(key, now.plus(overlap))))
                .map(both -> new Rotation(both.getT1(), key, both.getT2()));
    }

    private static @Nullable Instant successorEnd(Authkey key, Instant now) {
        return key.expiresAt() == null
                ? null
                : now.plus(Duration.between(key.createdAt(), key.expiresAt()));
    }

    private static AuthkeyForm ending(Authkey key, Instant end) {
        boolean sooner = key.expiresAt() != null && key.expiresAt().isBefore(end);
        return new AuthkeyForm(
                key.name(),
                key.scopes(),
                key.ipWhitelist(),
                key.enabled(),
                sooner ? key.expiresAt() : end);
    }

    private Mono<Authkey> keepingAnAdmin(Authkey key, AuthkeyForm form) {
        return requireAdmin(key, form).then(Mono.defer(() -> rows.update(key.id(), form)));
    }

    /** Refuses to take the account's last admin key away; a null form deletes the key. */
    private Mono<Void> requireAdmin(Authkey key, @Nullable AuthkeyForm form) {
        var now = clock.instant();
        boolean remains = form != null && form.administers(now);
        if (remains || !key.administers(now)) {
            return Mono.empty();
        }
        return rows.hasOtherAdmin(key.accountId(), key.id(), now)
                .filter(found -> found)
                .switchIfEmpty(
                        Problems.conflict(
                                        "This is the account's last admin authkey:"
                                                + " make another one with scope"
                                                + " admin first.")
                                .signal())
                .then();
    }

    private Mono<Authkey> locked(long accountId, String id) {
        return rows.lock(accountId).then(rows.get(accountId, id));
    }
}
