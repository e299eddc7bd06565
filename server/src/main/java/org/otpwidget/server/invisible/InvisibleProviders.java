package org.otpwidget.server.invisible;

import org.otpwidget.server.cache.ConfigCache;
import org.otpwidget.server.cache.ConfigCaches;
import org.otpwidget.server.delivery.Outside;
import org.otpwidget.server.secret.Secrets;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;

import reactor.core.publisher.Mono;

import tools.jackson.databind.node.ObjectNode;

import java.time.Clock;
import java.util.Optional;

/** The providers of invisible OTP, at most one per account. */
@Component
public class InvisibleProviders {

    private final InvisibleRows rows;
    private final Outside outside;
    private final Clock clock;
    private final ConfigCache<Optional<InvisibleProvider>> cache;

    InvisibleProviders(
            DatabaseClient database,
            Secrets secrets,
            ConfigCaches caches,
            Outside outside,
            Clock clock) {
        this.rows = new InvisibleRows(database, secrets);
        this.outside = outside;
        this.clock = clock;
        this.cache = caches.byKey("invisible_provider");
    }

    /** The account's provider if it is switched on; empty: none. Answered from memory. */
    public Mono<InvisibleProvider> enabled(long accountId) {
        return cache.find(Long.toString(accountId), () -> stored(accountId))
                .flatMap(Mono::justOrEmpty)
                .filter(InvisibleProvider::enabled);
    }

    /** The account's provider; empty: none. */
    public Mono<InvisibleProvider> get(long accountId) {
        return rows.find(accountId);
    }

    /**
     * Sets the account's provider, in place of the one before. An authorization that the body does
     * not name stays, while the provider stays at its hosts.
     *
     * @throws org.otpwidget.server.problem.Refused as an error signal, with all mistakes
     */
    public Mono<InvisibleProvider> put(long accountId, ObjectNode body) {
        return rows.find(accountId)
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .map(before -> InvisibleForm.read(body, before.orElse(null), outside::allows))
                .delayUntil(provider -> rows.put(accountId, provider, clock.instant()))
                .doOnNext(_ -> forget(accountId));
    }

    /** Takes the account's provider away; whether there was one. */
    public Mono<Boolean> delete(long accountId) {
        return rows.delete(accountId).doOnNext(_ -> forget(accountId));
    }

    void forget(long accountId) {
        cache.forget(Long.toString(accountId));
    }

    private Mono<Optional<InvisibleProvider>> stored(long accountId) {
        return rows.find(accountId).map(Optional::of).defaultIfEmpty(Optional.empty());
    }
}
