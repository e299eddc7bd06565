package org.otpwidget.server.widget;

import org.otpwidget.server.account.Ids;
import org.otpwidget.server.cache.ConfigCache;
import org.otpwidget.server.cache.ConfigCaches;
import org.otpwidget.server.form.Page;
import org.otpwidget.server.form.PageQuery;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;

import reactor.core.publisher.Mono;

import tools.jackson.databind.json.JsonMapper;

import java.time.Clock;
import java.util.function.UnaryOperator;

/**
 * The widgets of all accounts. There is no deletion: requests, logs and pages in the wild refer to
 * a widget, so it is disabled instead.
 */
@Component
public class Widgets {

    private final WidgetRows rows;
    private final TransactionalOperator transaction;
    private final Clock clock;
    private final ConfigCache<Widget> cache;

    Widgets(
            DatabaseClient database,
            TransactionalOperator transaction,
            JsonMapper json,
            ConfigCaches caches,
            Clock clock) {
        this.rows = new WidgetRows(database, json);
        this.transaction = transaction;
        this.clock = clock;
        this.cache = caches.byKey("widget");
    }

    /**
     * The widget of an id, disabled ones included; empty when there is none. Answered from memory.
     */
    public Mono<Widget> find(String id) {
        return Ids.isId(id) ? cache.find(id, () -> rows.byId(id)) : Mono.empty();
    }

    /** One widget of an account; empty when the account has none of this id. */
    public Mono<Widget> get(long accountId, String id) {
        return Ids.isId(id) ? rows.get(accountId, id) : Mono.empty();
    }

    /** The account's widgets in the order of their making. */
    public Mono<Page<Widget>> list(long accountId, PageQuery query) {
        return rows.list(accountId, query)
                .collectList()
                .map(found -> Page.of(found, query, Widget::id));
    }

    /** Makes a widget. */
    public Mono<Widget> create(long accountId, WidgetSettings settings) {
        return create(accountId, settings, Ids.next(clock.instant()));
    }

    /** Makes a widget with an id that is known beforehand, such as the demo's. */
    public Mono<Widget> create(long accountId, WidgetSettings settings, String id) {
        return rows.insert(accountId, id, settings, clock.instant()).doOnNext(this::forget);
    }

    /** Changes a widget; empty when the account has none of this id. */
    public Mono<Widget> change(long accountId, String id, UnaryOperator<WidgetSettings> change) {
        return locked(accountId, id)
                .flatMap(
                        widget -> rows.update(id, change.apply(widget.settings()), clock.instant()))
                .as(transaction::transactional)
                .doOnNext(this::forget);
    }

    private Mono<Widget> locked(long accountId, String id) {
        return Ids.isId(id) ? rows.lock(accountId, id) : Mono.empty();
    }

    private void forget(Widget widget) {
        cache.forget(widget.id());
    }
}
