package org.otpwidget.server.template;

import org.otpwidget.server.problem.Problem;
import org.otpwidget.server.widget.Channel;
import org.otpwidget.server.widget.Widget;
import org.otpwidget.server.widget.Widgets;
import org.springframework.stereotype.Component;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.util.List;
import java.util.Map;

/**
 * What widgets have chosen: which template a message takes, and what a call has to bring for it.
 */
@Component
public class WidgetTemplates implements Templates.Choice {

    private final Widgets widgets;
    private final AccountTemplates templates;

    WidgetTemplates(Widgets widgets, AccountTemplates templates) {
        this.widgets = widgets;
        this.templates = templates;
    }

    @Override
    public Mono<ChosenTemplate> of(long accountId, String widgetId, Channel channel) {
        return widgets.find(widgetId)
                .filter(widget -> widget.accountId() == accountId)
                .flatMap(widget -> of(widget, channel));
    }

    /**
     * What is wrong with the values that a call brings for its message; empty when nothing is.
     * Answered from memory.
     *
     * @param values by the names that the page or the server gave them
     */
    public Mono<Problem> problem(Widget widget, Channel channel, Map<String, String> values) {
        return of(widget, channel).mapNotNull(chosen -> chosen.problem(values));
    }

    /** The keys that a message needs values for, by channel; channels that need none are absent. */
    public Mono<Map<Channel, List<String>>> required(Widget widget) {
        return Flux.fromIterable(widget.settings().templates().keySet())
                .flatMap(
                        channel ->
                                of(widget, channel)
                                        .map(chosen -> Map.entry(channel, chosen.required())))
                .filter(entry -> !entry.getValue().isEmpty())
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    private Mono<ChosenTemplate> of(Widget widget, Channel channel) {
        var use = widget.settings().templates().get(channel);
        return use == null
                ? Mono.empty()
                : templates
                        .find(widget.accountId(), use.templateId())
                        .filter(template -> template.settings().channel() == channel)
                        .map(template -> new ChosenTemplate(template, use));
    }
}
