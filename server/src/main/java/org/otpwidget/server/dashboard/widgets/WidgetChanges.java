package org.otpwidget.server.dashboard.widgets;

import org.otpwidget.server.dashboard.Visit;
import org.otpwidget.server.widget.AuditedWidgets;
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

import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** What an operator does to widgets by the forms of the dashboard. */
@Component
class WidgetChanges {

    private final Widgets widgets;
    private final AuditedWidgets audited;
    private final JsonMapper json;

    WidgetChanges(Widgets widgets, AuditedWidgets audited, JsonMapper json) {
        this.widgets = widgets;
        this.audited = audited;
        this.json = json;
    }

    /** Makes a widget of what was sent; an error signal when that doesn't go. */
    Mono<Widget> create(Visit visit, Supplier<ObjectNode> sent) {
        return Mono.fromSupplier(() -> WidgetForm.read(sent.get()))
                .flatMap(settings -> audited.create(visit, settings));
    }

    /** Changes what the form has; other settings stay. */
    Mono<Widget> change(Visit visit, String id, MultiValueMap<String, String> sent) {
        return audited.change(visit.having(sent), id, before -> applied(visit, before, sent));
    }

    /**
     * Settings of a widget that is still to be made; what the form lacks has its default.
     *
     * @throws org.otpwidget.server.problem.Refused with all mistakes
     */
    WidgetSettings made(Visit visit, MultiValueMap<String, String> sent) {
        var base = json.createObjectNode().put("name", "…").put("contactPoint", "both");
        var given = WidgetPlan.ALL.in(visit.zone()).apply(json.createObjectNode(), sent);
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
    WidgetSettings applied(Visit visit, WidgetSettings before, MultiValueMap<String, String> sent) {
        JsonNode tree = json.valueToTree(before);
        return WidgetForm.replace(
                before, WidgetPlan.ALL.in(visit.zone()).apply(withoutReplaced(tree, sent), sent));
    }

    /** Switches a widget on or off. */
    Mono<Widget> enable(Visit visit, String id, boolean enabled) {
        return audited.change(
                visit, id, before -> with(before, tree -> tree.put("enabled", enabled)));
    }

    /** The number of the change that was made just now, if it can be put back. */
    Mono<Long> undoable(Visit visit, Widget made) {
        return audited.undoable(visit, made);
    }

    /** Puts a widget back as it was before a change. */
    Mono<Widget> undo(Visit visit, String id, long change) {
        return audited.undo(visit, id, change);
    }

    /** Makes a widget with the same settings; empty when there is none to copy. */
    Mono<Widget> duplicate(Visit visit, String id) {
        return widgets.get(visit.accountId(), id)
                .map(
                        widget ->
                                with(
                                        widget.settings(),
                                        tree -> tree.put("name", copyOf(widget.settings().name()))))
                .flatMap(settings -> audited.create(visit, settings));
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
        int kept = Math.min(name.codePointCount(0, name.length()), 90);
        return name.substring(0, name.offsetByCodePoints(0, kept)) + " (2)";
    }
}
