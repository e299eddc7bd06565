package org.otpwidget.server.delivery.provider;

import org.otpwidget.server.account.Ids;
import org.otpwidget.server.cache.ConfigCache;
import org.otpwidget.server.cache.ConfigCaches;
import org.otpwidget.server.form.Page;
import org.otpwidget.server.form.PageQuery;
import org.otpwidget.server.secret.Secrets;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;

import reactor.core.publisher.Mono;

import tools.jackson.databind.node.ObjectNode;

import java.time.Clock;
import java.util.List;

/** The providers of all accounts. */
@Component
public class Providers {

    private final ProviderRows rows;
    private final ProviderKinds kinds;
    private final TransactionalOperator transaction;
    private final Network network;
    private final Clock clock;

    /** Lists by account and single ones by id; any change empties it. */
    private final ConfigCache<List<Provider>> cache;

    Providers(
            DatabaseClient database,
            TransactionalOperator transaction,
            Secrets secrets,
            ProviderKinds kinds,
            ConfigCaches caches,
            ProviderConfiguration settings,
            Clock clock) {
        this.rows = new ProviderRows(database, secrets);
        this.kinds = kinds;
        this.transaction = transaction;
        this.network = new Network(settings.privateAddresses());
        this.clock = clock;
        this.cache = caches.whole("provider");
    }

    /** The account's enabled providers in the order of trying. Answered from memory. */
    public Mono<List<Provider>> enabled(long accountId) {
        return cache.find("account " + accountId, () -> rows.enabled(accountId).collectList())
                .defaultIfEmpty(List.of());
    }

    /** The provider of an id, disabled ones included; empty: none. Answered from memory. */
    public Mono<Provider> find(String id) {
        return Ids.isId(id)
                ? cache.find("id " + id, () -> rows.byId(id).map(List::of)).map(List::getFirst)
                : Mono.empty();
    }

    /** One provider of an account; empty when the account has none of this id. */
    public Mono<Provider> get(long accountId, String id) {
        return rows.get(accountId, id);
    }

    /** The account's providers in the order of their making. */
    public Mono<Page<Provider>> list(long accountId, PageQuery query) {
        return rows.list(accountId, query);
    }

    /** Adds a provider; an error of type {@code Refused} when its settings cannot work. */
    public Mono<Provider> create(long accountId, ObjectNode body) {
        return Mono.fromCallable(() -> ProviderForm.read(body, kinds, network))
                .flatMap(form -> rows.insert(accountId, form, clock.instant()))
                .doOnNext(_ -> forget());
    }

    /** Changes a provider by a merge patch; empty when the account has none of this id. */
    public Mono<Provider> change(long accountId, String id, ObjectNode patch) {
        return rows.lock(accountId, id)
                .flatMap(
                        provider ->
                                rows.update(
                                        id,
                                        ProviderForm.change(provider, patch, kinds, network),
                                        clock.instant()))
                .as(transaction::transactional)
                .doOnNext(_ -> forget());
    }

    /** Like {@link #get}; keeps other changes of it out until the transaction ends. */
    Mono<Provider> lock(long accountId, String id) {
        return rows.lock(accountId, id);
    }

    /** Deletes a provider; answers it, or empty. */
    public Mono<Provider> delete(long accountId, String id) {
        return rows.delete(accountId, id).doOnNext(_ -> forget());
    }

    void forget() {
        cache.forgetAll();
    }
}
