package org.otpwidget.server.dashboard.settings;

import org.otpwidget.server.account.Account;
import org.otpwidget.server.dashboard.fields.Field;
import org.otpwidget.server.dashboard.fields.Field.Option;
import org.otpwidget.server.dashboard.fields.Plan;
import org.otpwidget.server.form.PageQuery;
import org.otpwidget.server.widget.Widget;
import org.otpwidget.server.widget.Widgets;
import org.springframework.stereotype.Component;

import reactor.core.publisher.Mono;

import java.util.List;
import java.util.stream.Stream;

/** Lets an account's own widgets be chosen to sign in by. */
@Component
class WidgetChoices {

    private static final PageQuery MOST = new PageQuery(100, null);

    private final Widgets widgets;

    WidgetChoices(Widgets widgets) {
        this.widgets = widgets;
    }

    /** The form of an account. What it has chosen stands in it, whatever has become of it. */
    Mono<Plan> plan(Account account) {
        return widgets.list(account.id(), MOST)
                .map(page -> options(page.items(), account))
                .map(
                        options ->
                                AccountPlan.ALL.with(
                                        field ->
                                                field.path().equals(AccountPlan.WIDGET)
                                                        ? Field.choice(field.path(), options)
                                                        : field));
    }

    private static List<Option> options(List<Widget> widgets, Account account) {
        String chosen = account.signInWidget();
        boolean isListed = widgets.stream().anyMatch(widget -> widget.id().equals(chosen));
        var known =
                widgets.stream()
                        .filter(widget -> widget.settings().enabled() || widget.id().equals(chosen))
                        .map(widget -> new Option(widget.id(), widget.settings().name()));
        return chosen == null || isListed
                ? known.toList()
                : Stream.concat(known, Stream.of(new Option(chosen, chosen))).toList();
    }
}
