package org.otpwidget.server.credential;

import org.otpwidget.server.cache.ConfigCache;
import org.otpwidget.server.cache.ConfigCaches;
import org.otpwidget.server.form.Page;
import org.otpwidget.server.form.PageQuery;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The tokens of all accounts. */
@Component
public class Tokens {

    private static final String PREFIX = "tk_";
    private static final int RANDOM_BYTES = 18;

    /** What any token may look like; others need no look-up. */
    private static final Pattern VALUE = Pattern.compile("[!-~]{1,200}");

    private final SecureRandom random = new SecureRandom();
    private final TokenRows rows;
    private final TransactionalOperator transaction;
    private final Clock clock;
    private final ConfigCache<Token> cache;
    private final LastUse lastUse;

    Tokens(
            DatabaseClient database,
            TransactionalOperator transaction,
            ConfigCaches caches,
            Clock clock) {
        this.rows = new TokenRows(database);
        this.transaction = transaction;
        this.clock = clock;
        this.cache = caches.byKey("token");
        this.lastUse = new LastUse(database, "token", clock);
    }

    /**
     * The token of a value that a page or app brought, disabled ones included; empty when there is
     * none. Answered from memory.
     */
    public Mono<Token> find(String value) {
        return VALUE.matcher(value).matches()
                ? cache.find(value, () -> rows.byValue(value))
                        .filter(token -> token.isKnownAs(value, clock.instant()))
                : Mono.empty();
    }

    /** Notes that a token was used just now, once a minute at most and beside the call. */
    public void used(Token token) {
        lastUse.note(token.id());
    }

    /** One token of an account; empty when the account has none of this id. */
    public Mono<Token> get(long accountId, String id) {
        return rows.get(accountId, id);
    }

    /** The account's tokens in the order of their making. */
    public Mono<Page<Token>> list(long accountId, PageQuery query) {
        return rows.list(accountId, query);
    }

    /**
     * The account's enabled tokens in the order of their making.
     *
     * @param most how many at most
     */
    public Flux<Token> enabled(long accountId, int most) {
        return rows.enabled(accountId, most);
    }

    /** All origins that the account's enabled tokens list. */
    public Mono<Set<String>> origins(long accountId) {
        return rows.origins(accountId).collect(Collectors.toUnmodifiableSet());
    }

    /** The newest token that pages at an origin may carry; empty when the account has none. */
    public Mono<Token> newest(long accountId, String origin) {
        return rows.newest(accountId, origin);
    }

    /** Makes a token with a random value. */
    public Mono<Token> create(long accountId, TokenForm form) {
        return create(accountId, form, randomValue());
    }

    /** Makes a token with a value that is known beforehand, such as the demo's. */
    public Mono<Token> create(long accountId, TokenForm form, String value) {
        return rows.insert(accountId, value, form, clock.instant()).doOnNext(this::forget);
    }

    /** Changes a token; empty when the account has none of this id. */
    public Mono<Token> change(long accountId, String id, UnaryOperator<TokenForm> change) {
        return rows.lock(accountId, id)
                .flatMap(token -> rows.update(id, change.apply(TokenForm.of(token))))
                .as(transaction::transactional)
                .doOnNext(this::forget);
    }

    /**
     * Gives a token another value; empty when the account has none of this id. Its id, its settings
     * and what is known of addresses stay.
     *
     * @param overlap how long the value before works too; what was before that one ends at once
     */
    public Mono<Token> rotate(long accountId, String id, Duration overlap) {
        return rows.lock(accountId, id)
                .flatMap(
                        before ->
                                rows.rotate(
                                                accountId,
                                                id,
                                                randomValue(),
                                                clock.instant().plus(overlap))
                                        .doOnNext(_ -> forget(before)))
                .as(transaction::transactional)
                .doOnNext(this::forget);
    }

    /** Deletes a token and what is known of its clients' addresses; answers it, or empty. */
    public Mono<Token> delete(long accountId, String id) {
        return rows.delete(accountId, id).doOnNext(this::forget);
    }

    void forget(Token token) {
        cache.forget(token.value());
        if (token.previous() != null) {
            cache.forget(token.previous().value());
        }
    }

    private String randomValue() {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
