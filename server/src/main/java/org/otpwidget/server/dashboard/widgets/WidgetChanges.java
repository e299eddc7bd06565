package org.otpwidget.server.dashboard.widgets;

import org.otpwidget.server.account.Changes;
import org.otpwidget.server.dashboard.Audited;
import org.otpwidget.server.dashboard.Audited.Line;
import org.otpwidget.server.dashboard.Visit;
import org.otpwidget.server.widget.Channel;
import org.otpwidget.server.widget.Widget;
import org.otpwidget.server.widget.WidgetForm;
import org.otpwidget.server.widget.WidgetSettings;
import org.otpwidget.server.widget.Widgets;
import org.springframework.stereotype.Component;
import org.springframework.util.MultiValueMap;

import reactor.core.publisher.Mono;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** What an operator does to widgets, written down in the audit trail. */
@Component
class WidgetChanges {

    private static final Set<String> SECRETS = Set.of("otp", "secret");

    private final Widgets widgets;
    private final Audited audited;
    private final JsonMapper json;

    WidgetChanges(Widgets widgets, Audited audited, JsonMapper json) {
        this.widgets = widgets;
        this.audited = audited;
        this.json = json;
    }

    /** Makes a widget of what was sent; an error signal when that doesn't go. */
    Mono<Widget> create(Visit visit, Supplier<ObjectNode> sent) {
        return Mono.fromSupplier(() -> WidgetForm.read(sent.get()))
                .flatMap(settings -> create(visit, settings));
    }

    /** Changes what the form has; other settings stay. */
    Mono<Widget> change(Visit visit, String id, MultiValueMap<String, String> sent) {
        return change(visit, id, before -> applied(before, sent));
    }

    /**
     * Settings of a widget that is still to be made; what the form lacks has its default.
     *
     * @throws org.otpwidget.server.problem.Refused with all mistakes
     */
    WidgetSettings made(MultiValueMap<String, String> sent) {
        var base = json.createObjectNode().put("name", "…").put("contactPoint", "both");
        var given = WidgetPlan.ALL.apply(json.createObjectNode(), sent);
        if (given.path("resendChannels").isEmpty()) {
            given.remove("resendChannels");
        }
        return WidgetForm.read(base.setAll(given));
    }

    /**
     * Settings as the form would change them.
     *
     * @throws org.otpwidget.server.problem.Refused with all mistakes
     */
    WidgetSettings applied(WidgetSettings before, MultiValueMap<String, String> sent) {
        JsonNode tree = json.valueToTree(before);
        return WidgetForm.replace(before, WidgetPlan.ALL.apply(withoutReplaced(tree, sent), sent));
    }

    /** Switches a widget on or off. */
    Mono<Widget> enable(Visit visit, String id, boolean enabled) {
        return change(visit, id, before -> with(before, tree -> tree.put("enabled", enabled)));
    }

    /** Makes a widget with the same settings; empty when there is none to copy. */
    Mono<Widget> duplicate(Visit visit, String id) {
        return widgets.get(visit.accountId(), id)
                .map(
                        widget ->
                                with(
                                        widget.settings(),
                                        tree -> tree.put("name", copyOf(widget.settings().name()))))
                .flatMap(settings -> create(visit, settings));
    }

    private Mono<Widget> create(Visit visit, WidgetSettings settings) {
        return audited.change(
                visit,
                widgets.create(visit.accountId(), settings),
                made -> line("widget.created", made, json.createObjectNode()));
    }

    private Mono<Widget> change(Visit visit, String id, UnaryOperator<WidgetSettings> change) {
        var before = new AtomicReference<JsonNode>(json.createObjectNode());
        return audited.change(
                visit,
                widgets.change(
                        visit.accountId(),
                        id,
                        settings -> {
                            before.set(told(settings));
                            return change.apply(settings);
                        }),
                made -> line("widget.changed", made, before.get()));
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

    /** Another template has other variables, so those of the one before don't stay. */
    private static JsonNode withoutReplaced(JsonNode tree, MultiValueMap<String, String> sent) {
        for (Channel channel : Channel.values()) {
            String now = sent.getFirst("templates." + channel.word() + ".templateId");
            JsonNode use = tree.path("templates").path(channel.word());
            if (!use.path("templateId").asString("").equals(now)
                    && tree.path("templates") instanceof ObjectNode templates) {
                templates.remove(channel.word());
            }
        }
        return tree;
    }

    private WidgetSettings with(WidgetSettings settings, UnaryOperator<ObjectNode> change) {
        ObjectNode tree = json.valueToTree(settings);
        return WidgetForm.replace(settings, change.apply(tree));
    }

    private static String copyOf(String name) {
        return (name.length() > 90 ? name.substring(0, 90) : name) + " (2)";
    }
}
