package org.otpwidget.server.report;

import org.otpwidget.server.delivery.Ways;
import org.otpwidget.server.form.Page;
import org.otpwidget.server.form.PageQuery;
import org.otpwidget.server.template.AccountTemplates;
import org.otpwidget.server.template.Template;
import org.otpwidget.server.widget.Widget;
import org.otpwidget.server.widget.WidgetSettings.TemplateUse;
import org.springframework.stereotype.Component;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Tells whom an account's visitors see as the sender, over each channel, and where that is set. It
 * is read from templates, providers and widgets as messages read them.
 */
@Component
public class Senders {

    /** So many hundreds of widgets and of templates are looked at, the oldest first. */
    private static final int HUNDREDS = 10;

    private static final int PAGE = 100;

    private final UsedWidgets widgets;
    private final AccountTemplates templates;
    private final Ways ways;
    private final WidgetNeeds needs;

    Senders(UsedWidgets widgets, AccountTemplates templates, Ways ways, WidgetNeeds needs) {
        this.widgets = widgets;
        this.templates = templates;
        this.ways = ways;
        this.needs = needs;
    }

    /**
     * All senders of an account.
     *
     * @param items channel by channel: those that messages have, then those that none has
     * @param needs channels that nobody serves, and templates that cannot be used
     */
    public record All(List<ShownSender> items, List<Matter> needs) {}

    /** Those of now. */
    public Mono<All> of(long accountId) {
        return widgets.of(accountId, HUNDREDS)
                .flatMap(
                        used ->
                                Mono.zip(
                                                templates(accountId, used),
                                                ways.of(accountId),
                                                needs.of(accountId).collectList())
                                        // Long for large accounts: not on the database's thread.
                                        .publishOn(Schedulers.boundedElastic())
                                        .map(
                                                all ->
                                                        new All(
                                                                new SenderBoard(
                                                                                used,
                                                                                all.getT1(),
                                                                                all.getT2())
                                                                        .senders(),
                                                                all.getT3())));
    }

    /** The account's templates by id, those that its widgets chose in any case. */
    private Mono<Map<String, Template>> templates(long accountId, List<Widget> used) {
        Flux<Template> chosen =
                Flux.fromIterable(used)
                        .flatMapIterable(widget -> widget.settings().templates().values())
                        .map(TemplateUse::templateId)
                        .distinct()
                        .concatMap(id -> templates.find(accountId, id));
        return page(accountId, new PageQuery(PAGE, null))
                .expand(
                        page ->
                                page.next() == null
                                        ? Mono.empty()
                                        : page(accountId, new PageQuery(PAGE, page.next())))
                .take(HUNDREDS)
                .flatMapIterable(Page::items)
                .concatWith(chosen)
                .collectMap(Template::id, template -> template, LinkedHashMap::new);
    }

    private Mono<Page<Template>> page(long accountId, PageQuery query) {
        return templates.list(accountId, query);
    }
}
