package org.otpwidget.server.widget;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.account.Audited;
import org.otpwidget.server.account.Audited.Line;
import org.otpwidget.server.account.Author;
import org.springframework.stereotype.Component;

import reactor.core.publisher.Mono;

import tools.jackson.databind.json.JsonMapper;

import java.util.function.UnaryOperator;

/** What people and authkeys do to widgets, with its line in the audit trail. */
@Component
public class AuditedWidgets {

    private final Widgets widgets;
    private final Audited audited;
    private final JsonMapper json;

    AuditedWidgets(Widgets widgets, Audited audited, JsonMapper json) {
        this.widgets = widgets;
        this.audited = audited;
        this.json = json;
    }

    /** Makes a widget; see {@link Widgets#create(long, WidgetSettings)}. */
    public Mono<Widget> create(Author author, WidgetSettings settings) {
        return audited.change(
                        author,
                        widgets.create(author.accountId(), settings),
                        made -> line("widget.created", made, null))
                .doOnNext(widgets::forget);
    }

    /** Changes a widget; see {@link Widgets#change}. */
    public Mono<Widget> change(Author author, String id, UnaryOperator<WidgetSettings> change) {
        return audited.change(
                        author,
                        change,
                        noting -> widgets.change(author.accountId(), id, noting),
                        (before, made) -> line("widget.changed", made, before))
                .doOnNext(widgets::forget);
    }

    private Line line(String action, Widget widget, @Nullable WidgetSettings before) {
        var settings = widget.settings();
        return new Line(
                action,
                widget.id(),
                settings.name(),
                SettingsDifference.between(before, settings, json));
    }
}
