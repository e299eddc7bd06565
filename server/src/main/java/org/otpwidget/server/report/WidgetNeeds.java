package org.otpwidget.server.report;

import org.otpwidget.server.delivery.Channels;
import org.otpwidget.server.report.Matter.Kind;
import org.otpwidget.server.template.AccountTemplates;
import org.otpwidget.server.template.Template;
import org.otpwidget.server.widget.Channel;
import org.otpwidget.server.widget.Widget;
import org.otpwidget.server.widget.WidgetSettings.TemplateUse;
import org.otpwidget.server.widget.WidgetSettings.VerificationType;
import org.springframework.stereotype.Component;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.util.List;
import java.util.Map.Entry;
import java.util.Set;

/** What the account's enabled widgets, the oldest hundred of them, lack. */
@Component
class WidgetNeeds {

    private final UsedWidgets widgets;
    private final AccountTemplates templates;
    private final Channels channels;

    WidgetNeeds(UsedWidgets widgets, AccountTemplates templates, Channels channels) {
        this.widgets = widgets;
        this.templates = templates;
        this.channels = channels;
    }

    /** Channels that nobody serves, and then templates that cannot be used. */
    Flux<Matter> of(long accountId) {
        return Mono.zip(widgets.of(accountId, 1), channels.available(accountId))
                .flatMapMany(
                        both ->
                                Flux.concat(
                                        unserved(both.getT1(), both.getT2()),
                                        unusable(both.getT1())));
    }

    /** Channels that nobody serves, each once, with the first widget that uses it. */
    private static Flux<Matter> unserved(List<Widget> widgets, Set<Channel> available) {
        return Flux.fromIterable(widgets)
                .flatMapIterable(widget -> unserved(widget, available))
                .distinct(matter -> String.valueOf(matter.channel()));
    }

    /** Channels whose template is gone, is another channel's, or carries the wrong thing. */
    private Flux<Matter> unusable(List<Widget> widgets) {
        return Flux.fromIterable(widgets)
                .concatMap(
                        widget ->
                                Flux.fromIterable(widget.settings().templates().entrySet())
                                        .filterWhen(use -> isUsable(widget, use).map(is -> !is))
                                        .map(
                                                use ->
                                                        about(
                                                                Kind.TEMPLATE_UNUSABLE,
                                                                widget,
                                                                use.getKey())));
    }

    private static Iterable<Matter> unserved(Widget widget, Set<Channel> available) {
        return UsedWidgets.channels(widget).stream()
                .filter(channel -> !available.contains(channel))
                .map(channel -> about(Kind.CHANNEL_UNSERVED, widget, channel))
                .toList();
    }

    private Mono<Boolean> isUsable(Widget widget, Entry<Channel, TemplateUse> use) {
        return templates
                .find(widget.accountId(), use.getValue().templateId())
                .map(template -> fits(template, use.getKey(), widget))
                .defaultIfEmpty(false);
    }

    private static boolean fits(Template template, Channel channel, Widget widget) {
        boolean link = widget.settings().verificationType() == VerificationType.MAGIC_LINK;
        return template.settings().channel() == channel
                && template.settings().carriesLink() == link;
    }

    private static Matter about(Kind kind, Widget widget, Channel channel) {
        return Matter.of(kind, widget.id(), widget.settings().name(), channel);
    }
}
