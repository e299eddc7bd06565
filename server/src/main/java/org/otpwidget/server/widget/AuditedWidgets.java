package org.otpwidget.server.widget;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.audit.AuditEntry.Change;
import org.otpwidget.server.audit.Audited;
import org.otpwidget.server.audit.Audited.Line;
import org.otpwidget.server.audit.Author;
import org.otpwidget.server.audit.LatestChanges;
import org.otpwidget.server.audit.PutBack;
import org.otpwidget.server.problem.Refused;
import org.springframework.stereotype.Component;

import reactor.core.publisher.Mono;

import tools.jackson.databind.json.JsonMapper;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What people and authkeys do to widgets, with its line in the audit trail. */
@Component
public class AuditedWidgets {

    /** The action of a change in the audit trail. */
    public static final String CHANGED = "widget.changed";

    private final Widgets widgets;
    private final Audited audited;
    private final LatestChanges latest;
    private final JsonMapper json;

    AuditedWidgets(Widgets widgets, Audited audited, LatestChanges latest, JsonMapper json) {
        this.widgets = widgets;
        this.audited = audited;
        this.latest = latest;
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
                        (before, made) -> line(CHANGED, made, before))
                .doOnNext(widgets::forget);
    }

    /**
     * The number in the audit trail of the change that this author made of a widget just now; empty
     * when it cannot be put back exactly.
     */
    public Mono<Long> undoable(Author author, Widget made) {
        return latest.undoable(
                author, made.id(), CHANGED, changes -> before(made.settings(), changes));
    }

    /**
     * Puts a widget back as it was before a change; empty when the account has none of this id.
     *
     * @param change its number in the audit trail
     * @throws Refused as an error signal, a conflict, when the widget has been changed since
     */
    public Mono<Widget> undo(Author author, String id, long change) {
        return latest.putBack(
                author,
                id,
                CHANGED,
                change,
                widgets.get(author.accountId(), id).map(Widget::settings),
                this::before,
                door -> change(author, id, door));
    }

    private Optional<WidgetSettings> before(WidgetSettings now, List<Change> changes) {
        return PutBack.of(
                json.valueToTree(now),
                changes,
                tree -> WidgetForm.replace(now, tree),
                before -> SettingsDifference.between(before, now, json),
                json);
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
