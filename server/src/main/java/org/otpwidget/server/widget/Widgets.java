package org.otpwidget.server.widget;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.account.Ids;
import org.otpwidget.server.cache.ConfigCache;
import org.otpwidget.server.cache.ConfigCaches;
import org.otpwidget.server.credential.Tokens;
import org.otpwidget.server.form.Page;
import org.otpwidget.server.form.PageQuery;
import org.otpwidget.server.secret.Secrets;
import org.otpwidget.server.widget.WidgetSettings.TemplateUse;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import tools.jackson.databind.json.JsonMapper;

import java.time.Clock;
import java.util.EnumMap;
import java.util.Objects;
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
    private final TemplateUses templates;
    private final Redirects redirects;

    Widgets(
            TemplateDirectory templates,
            Tokens tokens,
            DatabaseClient database,
            TransactionalOperator transaction,
            JsonMapper json,
            Secrets secrets,
            ConfigCaches caches,
            Clock clock) {
        this.rows =
                new WidgetRows(
                        database, new StoredSettings(json, secrets), new CaptchaSecrets(secrets));
        this.transaction = transaction;
        this.clock = clock;
        this.templates = new TemplateUses(templates);
        this.redirects = new Redirects(tokens);
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
        return rows.get(accountId, id);
    }

    /** The account's widgets in the order of their making. */
    public Mono<Page<Widget>> list(long accountId, PageQuery query) {
        return rows.list(accountId, query);
    }

    /** Those of an account's widgets that have chosen a template, for some channel. */
    public Flux<Widget> using(long accountId, String templateId) {
        return rows.using(accountId, templateId);
    }

    /**
     * Makes a widget.
     *
     * @throws org.otpwidget.server.problem.Refused as an error signal, when a template is not there
     */
    public Mono<Widget> create(long accountId, WidgetSettings settings) {
        return create(accountId, settings, Ids.next(clock.instant()));
    }

    /** Makes a widget with an id that is known beforehand, such as the demo's. */
    public Mono<Widget> create(long accountId, WidgetSettings settings, String id) {
        return check(accountId, null, settings)
                .then(Mono.defer(() -> rows.insert(accountId, id, settings, clock.instant())))
                .as(transaction::transactional)
                .doOnNext(this::forget);
    }

    /**
     * Changes a widget; empty when the account has none of this id. Templates are checked where the
     * change names them anew, so that what became of an older choice keeps nobody from disabling
     * the widget.
     */
    public Mono<Widget> change(long accountId, String id, UnaryOperator<WidgetSettings> change) {
        return rows.lock(accountId, id)
                .flatMap(widget -> changed(widget, change.apply(widget.settings())))
                .as(transaction::transactional)
                .doOnNext(this::forget);
    }

    private Mono<Widget> changed(Widget widget, WidgetSettings settings) {
        return check(widget.accountId(), widget, settings)
                .then(Mono.defer(() -> rows.update(widget.id(), settings, clock.instant())));
    }

    /** Completes, or fails with what does not go with the account's templates and tokens. */
    Mono<Void> check(long accountId, @Nullable Widget widget, WidgetSettings settings) {
        var chosenAnew = new EnumMap<Channel, TemplateUse>(Channel.class);
        chosenAnew.putAll(settings.templates());
        var before = widget == null ? null : widget.settings();
        boolean sameType =
                before != null && settings.verificationType() == before.verificationType();
        if (before != null && sameType) {
            before.templates().forEach(chosenAnew::remove);
        }
        boolean sameRedirect =
                before != null
                        && sameType
                        && Objects.equals(settings.redirectUrl(), before.redirectUrl());
        return templates
                .check(accountId, settings.verificationType(), chosenAnew)
                .then(sameRedirect ? Mono.empty() : redirects.check(accountId, settings));
    }

    void forget(Widget widget) {
        cache.forget(widget.id());
    }

    void forgetAll() {
        cache.forgetAll();
    }
}
