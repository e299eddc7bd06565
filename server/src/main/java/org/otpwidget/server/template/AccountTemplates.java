package org.otpwidget.server.template;

import org.otpwidget.server.account.Ids;
import org.otpwidget.server.cache.ConfigCache;
import org.otpwidget.server.cache.ConfigCaches;
import org.otpwidget.server.form.Page;
import org.otpwidget.server.form.PageQuery;
import org.otpwidget.server.problem.Problems;
import org.otpwidget.server.widget.Widgets;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;

import reactor.core.publisher.Mono;

import tools.jackson.databind.json.JsonMapper;

import java.time.Clock;
import java.util.List;
import java.util.function.UnaryOperator;

/** The templates of all accounts. One that a widget has chosen cannot be deleted. */
@Component
public class AccountTemplates {

    private static final int WIDGETS_NAMED = 3;

    private final TemplateRows rows;
    private final Widgets widgets;
    private final TransactionalOperator transaction;
    private final Clock clock;
    private final ConfigCache<Template> cache;

    AccountTemplates(
            DatabaseClient database,
            Widgets widgets,
            TransactionalOperator transaction,
            JsonMapper json,
            ConfigCaches caches,
            Clock clock) {
        this.rows = new TemplateRows(database, json);
        this.widgets = widgets;
        this.transaction = transaction;
        this.clock = clock;
        this.cache = caches.byKey("template");
    }

    /**
     * A template of an account, answered from memory; empty when the account has none of this id.
     */
    public Mono<Template> find(long accountId, String id) {
        return Ids.isId(id)
                ? cache.find(id, () -> rows.byId(id))
                        .filter(template -> template.accountId() == accountId)
                : Mono.empty();
    }

    /** One template of an account; empty when the account has none of this id. */
    public Mono<Template> get(long accountId, String id) {
        return rows.get(accountId, id);
    }

    /** The account's templates in the order of their making. */
    public Mono<Page<Template>> list(long accountId, PageQuery query) {
        return rows.list(accountId, query);
    }

    /** Makes a template. */
    public Mono<Template> create(long accountId, TemplateSettings settings) {
        return rows.insert(accountId, settings, clock.instant()).doOnNext(this::forget);
    }

    /** Changes a template; empty when the account has none of this id. */
    public Mono<Template> change(
            long accountId, String id, UnaryOperator<TemplateSettings> change) {
        return rows.lock(accountId, id)
                .flatMap(
                        template ->
                                rows.update(id, change.apply(template.settings()), clock.instant()))
                .as(transaction::transactional)
                .doOnNext(this::forget);
    }

    /** Deletes a template; empty when the account has none of this id, refused while it is used. */
    public Mono<Template> delete(long accountId, String id) {
        return rows.lock(accountId, id)
                .flatMap(
                        template ->
                                widgets.using(accountId, id)
                                        .map(widget -> widget.settings().name())
                                        .collectList()
                                        .flatMap(users -> unused(users, template)))
                .flatMap(_ -> rows.delete(accountId, id))
                .as(transaction::transactional)
                .doOnNext(this::forget);
    }

    /** Makes a template that was deleted once more, under its id; empty when there is one. */
    Mono<Template> restore(long accountId, String id, TemplateSettings settings) {
        return rows.insert(accountId, id, settings, clock.instant()).doOnNext(this::forget);
    }

    private static Mono<Template> unused(List<String> users, Template template) {
        if (users.isEmpty()) {
            return Mono.just(template);
        }
        int more = users.size() - WIDGETS_NAMED;
        String named =
                String.join(", ", users.subList(0, Math.min(users.size(), WIDGETS_NAMED)))
                        + (more > 0 ? " and " + more + " more" : "");
        return Problems.conflict(
                        "This template is in use. Choose another one first in the widgets"
                                + " that use it: "
                                + named
                                + ".")
                .signal();
    }

    void forget(Template template) {
        cache.forget(template.id());
    }
}
