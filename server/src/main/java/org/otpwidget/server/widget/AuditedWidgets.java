package org.otpwidget.server.widget;

import org.otpwidget.server.account.Audited;
import org.otpwidget.server.account.Audited.Line;
import org.otpwidget.server.account.Author;
import org.otpwidget.server.account.Changes;
import org.springframework.stereotype.Component;

import reactor.core.publisher.Mono;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

/** What people and authkeys do to widgets, with its line in the audit trail. */
@Component
public class AuditedWidgets {

    private static final Set<String> SECRETS = Set.of("otp", "secret");

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
                        made -> line("widget.created", made, json.createObjectNode()))
                .doOnNext(widgets::forget);
    }

    /** Changes a widget; see {@link Widgets#change}. */
    public Mono<Widget> change(Author author, String id, UnaryOperator<WidgetSettings> change) {
        var before = new AtomicReference<JsonNode>(json.createObjectNode());
        return audited.change(
                        author,
                        widgets.change(
                                author.accountId(),
                                id,
                                settings -> {
                                    before.set(told(settings));
                                    return change.apply(settings);
                                }),
                        made -> line("widget.changed", made, before.get()))
                .doOnNext(widgets::forget);
    }

    private Line line(String action, Widget widget, JsonNode before) {
        var settings = widget.settings();
        return new Line(
                action,
                widget.id(),
                settings.name(),
                Changes.between(before, told(settings), SECRETS));
    }

    /** With the secrets, so that a change of one is noticed; the trail shows none. */
    private ObjectNode told(WidgetSettings settings) {
        ObjectNode tree = json.valueToTree(settings);
        WidgetForm.keepSecrets(settings, tree);
        return tree;
    }
}
