package org.otpwidget.server.accesstoken;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * The keys that sign access tokens, shared by all nodes through the database. A new key is
 * published before it signs, and an old one stays until its last token has expired, so that a
 * rotation fails no check anywhere.
 */
public final class SigningKeys {

    /** How long others may cache the key set; a new key is published for longer before it signs. */
    public static final Duration MAX_AGE = Duration.ofMinutes(5);

    private static final Logger LOG = LoggerFactory.getLogger(SigningKeys.class);
    private static final int SEED_LENGTH = 32;

    /** Strangers may send unknown keys as often as they like; the database is asked this often. */
    private static final Duration LOOK_INTERVAL = Duration.ofSeconds(5);

    /** Each try is lost only to a node that made a key meanwhile. */
    private static final int MOST_TRIES = 100;

    private final SigningKeyStore store;
    private final AccessTokenSettings settings;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final Mono<Void> look;
    private volatile KeySet current = KeySet.EMPTY;

    SigningKeys(SigningKeyStore store, AccessTokenSettings settings, Clock clock) {
        this.store = store;
        this.settings = settings;
        this.clock = clock;
        this.look =
                load().then(Mono.fromSupplier(clock::instant))
                        .cacheInvalidateIf(looked -> !looked.plus(LOOK_INTERVAL).isAfter(now()))
                        .then();
    }

    /** The public keys, in use or soon to be, as a JSON Web Key Set (RFC 7517). */
    public String jwks() {
        return current.published(now()).toString();
    }

    /** Every key that there ever was, newest first. */
    public Flux<KeyStatus> list() {
        return store.history()
                .collectList()
                .flatMapIterable(keys -> StoredKey.statuses(keys, now()));
    }

    /**
     * Makes the next key, which signs after the lead; answers its id. When one is under way already
     * nothing is made, so that the call can be repeated.
     */
    Mono<String> rotate() {
        return refresh().then(Mono.defer(this::rotateUnlessUnderWay));
    }

    /**
     * Makes a key that signs at once and ends all others at once: tokens that are out are refused.
     * For a key that may have leaked. Other nodes hear of it at once. Answers the key's id.
     */
    Mono<String> replace() {
        return refresh()
                .then(Mono.defer(() -> add(Rotation.immediatelyAfter(newest().times(), now()))))
                // Another node took the generation, perhaps for a key that ends none: the next one.
                .repeatWhenEmpty(MOST_TRIES, tries -> tries)
                .delayUntil(_ -> refresh());
    }

    /** Loads the keys, makes the first or the next one when it is due, wipes what has retired. */
    Mono<Void> refresh() {
        return load().then(Mono.defer(this::rotateIfDue))
                .then(Mono.defer(() -> store.wipeRetired(now())));
    }

    /** Loads the keys, unless that was done for the same reason a moment ago. */
    Mono<Void> look() {
        return look;
    }

    KeySet current() {
        return current;
    }

    private Mono<Void> rotateIfDue() {
        Rotation due = Rotation.due(current, settings, now());
        return due == null ? Mono.empty() : add(due).then();
    }

    private Mono<String> rotateUnlessUnderWay() {
        KeyTimes newest = newest().times();
        return newest.signsAt(now()) ? add(Rotation.after(newest, settings, now())) : Mono.empty();
    }

    /** The id of the key that was added; empty when another node took the generation. */
    private Mono<String> add(Rotation rotation) {
        byte[] seed = new byte[SEED_LENGTH];
        random.nextBytes(seed);
        var key = new SigningKey(seed, rotation.times());
        LOG.info("Adding signing key {} that signs from {}", key.kid(), key.times().signsFrom());
        return store.add(key, rotation.othersRetireAt())
                .delayUntil(_ -> load())
                .filter(added -> added)
                .map(_ -> key.kid());
    }

    private Mono<Void> load() {
        return Mono.defer(store::load).doOnNext(keys -> current = keys).then();
    }

    private SigningKey newest() {
        return current.newest()
                .orElseThrow(() -> new IllegalStateException("No signing key is loaded"));
    }

    private Instant now() {
        return clock.instant();
    }
}
