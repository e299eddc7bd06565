package org.otpwidget.server.dashboard.widgets;

import org.otpwidget.server.dashboard.Visit;
import org.otpwidget.server.dashboard.fields.Field;
import org.otpwidget.server.dashboard.fields.Field.Option;
import org.otpwidget.server.dashboard.fields.Plan;
import org.otpwidget.server.form.Page;
import org.otpwidget.server.form.PageQuery;
import org.otpwidget.server.template.AccountTemplates;
import org.otpwidget.server.template.Template;
import org.springframework.stereotype.Component;

import reactor.core.publisher.Mono;

import java.util.List;

/** Lets an account's own templates be chosen, each for its channel. */
@Component
class WidgetTemplateChoices {

    private static final PageQuery MOST = new PageQuery(100, null);

    private final AccountTemplates templates;

    WidgetTemplateChoices(AccountTemplates templates) {
        this.templates = templates;
    }

    /** The whole form for an account. */
    Mono<Plan> plan(Visit visit) {
        return all(visit.accountId())
                .map(
                        known ->
                                WidgetPlan.ALL
                                        .only(field -> isNeeded(field, known))
                                        .with(field -> offering(field, known))
                                        .in(visit.zone()));
    }

    /** What there is to choose. */
    Mono<List<Template>> all(long accountId) {
        return templates.list(accountId, MOST).map(Page::items);
    }

    /** Variables are asked for where some template of the channel has any. */
    private static boolean isNeeded(Field field, List<Template> all) {
        return !field.path().matches("templates\\.[a-z]+\\.(variables|defaults)")
                || all.stream()
                        .filter(one -> field.path().contains("." + one.settings().channel().word()))
                        .anyMatch(one -> !one.variables().isEmpty());
    }

    /** The field with the templates of its channel, if it chooses one. */
    static Field offering(Field field, List<Template> all) {
        String[] path = field.path().split("\\.", -1);
        if (!path[0].equals("templates") || !path[2].equals("templateId")) {
            return field;
        }
        return Field.choice(
                field.path(),
                all.stream()
                        .filter(one -> one.settings().channel().word().equals(path[1]))
                        .map(one -> new Option(one.id(), one.settings().name()))
                        .toList());
    }
}
