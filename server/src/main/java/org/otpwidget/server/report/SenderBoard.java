package org.otpwidget.server.report;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.delivery.Way;
import org.otpwidget.server.delivery.Ways;
import org.otpwidget.server.report.ShownSender.Code;
import org.otpwidget.server.report.ShownSender.Finding;
import org.otpwidget.server.report.ShownSender.Shape;
import org.otpwidget.server.report.ShownSender.Source;
import org.otpwidget.server.report.ShownSender.Via;
import org.otpwidget.server.template.Template;
import org.otpwidget.server.widget.Channel;
import org.otpwidget.server.widget.Widget;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Puts senders together: first those of messages, by asking of each widget, channel and way whom
 * its messages come from, then those that are set and no message has.
 */
final class SenderBoard {

    private final Map<Key, List<SenderUse>> uses = new LinkedHashMap<>();
    private final List<Widget> widgets;
    private final Map<String, Template> templates;
    private final Map<Channel, List<Way>> ways;

    /**
     * @param widgets the enabled ones
     * @param templates by id
     */
    SenderBoard(
            List<Widget> widgets, Map<String, Template> templates, Map<Channel, List<Way>> ways) {
        this.widgets = widgets;
        this.templates = templates;
        this.ways = ways;
        Arrays.stream(Channel.values()).forEach(this::fill);
    }

    /** What makes a sender one: the same words set at two places are two. */
    private record Key(Channel channel, String sender, Shape type, Source setBy) {

        Key(Channel channel, @Nullable String sender, Source setBy) {
            this(
                    channel,
                    sender == null ? "" : sender,
                    SenderUse.type(channel, sender == null ? "" : sender),
                    setBy);
        }
    }

    /** All senders, channel by channel. */
    List<ShownSender> senders() {
        return uses.entrySet().stream()
                .map(entry -> shown(entry.getKey(), entry.getValue()))
                .toList();
    }

    private void fill(Channel channel) {
        List<Way> all = ways.getOrDefault(channel, List.of());
        widgets.stream()
                .filter(widget -> UsedWidgets.channels(widget).contains(channel))
                .flatMap(
                        widget ->
                                all.stream()
                                        .map(
                                                way ->
                                                        new SenderUse(
                                                                widget,
                                                                chosen(widget, channel),
                                                                way,
                                                                all)))
                .forEach(use -> entry(key(use)).add(use));
        rest(channel, all).forEach(this::entry);
    }

    private List<SenderUse> entry(Key key) {
        return uses.computeIfAbsent(key, _ -> new ArrayList<>());
    }

    private static Key key(SenderUse use) {
        return new Key(use.channel(), use.sender(), use.type(), use.setBy());
    }

    /** What is set for a channel, whether or not a message has it. */
    private Stream<Key> rest(Channel channel, List<Way> all) {
        Stream<Key> texts =
                templates.values().stream()
                        .filter(template -> template.settings().channel() == channel)
                        .filter(template -> all.isEmpty() || named(template) != null)
                        .map(template -> new Key(channel, named(template), SenderUse.of(template)));
        Stream<Key> callers =
                widgets.stream()
                        .filter(
                                widget ->
                                        channel == Channel.VOICE
                                                && widget.settings().callerId() != null)
                        .map(
                                widget ->
                                        new Key(
                                                channel,
                                                "+" + widget.settings().callerId(),
                                                SenderUse.of(widget)));
        Stream<Key> own =
                all.stream()
                        .filter(way -> way.provider() != null)
                        .filter(way -> !way.origin().sender().isEmpty())
                        .map(
                                way ->
                                        new Key(
                                                channel,
                                                way.origin().sender(),
                                                way.origin().isVendorsId()
                                                        ? Shape.VENDORS_ID
                                                        : SenderUse.type(
                                                                channel, way.origin().sender()),
                                                SenderUse.by(way)));
        return Stream.of(texts, callers, own).flatMap(keys -> keys);
    }

    /** The sender id of a text; an e-mail's is a name beside the address, and listed there. */
    private static @Nullable String named(Template template) {
        return template.settings().channel() == Channel.SMS ? template.settings().sender() : null;
    }

    private @Nullable Template chosen(Widget widget, Channel channel) {
        var use = widget.settings().templates().get(channel);
        Template template = use == null ? null : templates.get(use.templateId());
        return template == null || template.settings().channel() != channel ? null : template;
    }

    private ShownSender shown(Key key, List<SenderUse> of) {
        return new ShownSender(
                key.channel(),
                key.sender().isEmpty() ? null : key.sender(),
                key.type(),
                key.setBy(),
                of.stream().map(SenderBoard::via).distinct().toList(),
                of.stream().map(use -> SenderUse.of(use.widget())).distinct().toList(),
                of.stream().flatMap(SenderDetails::of).distinct().toList(),
                findings(key, of));
    }

    private static Via via(SenderUse use) {
        return new Via(
                SenderUse.by(use.way()),
                use.way().countries(),
                Ways.isSpare(use.way(), use.ways()));
    }

    private List<Finding> findings(Key key, List<SenderUse> of) {
        Stream<Finding> state =
                of.isEmpty()
                        ? Stream.of(
                                new Finding(
                                        ways.containsKey(key.channel())
                                                ? Code.UNUSED
                                                : Code.UNSERVED,
                                        null))
                        : Stream.of();
        return Stream.of(
                        SenderRules.of(key.channel(), key.sender(), key.type()),
                        of.stream().flatMap(SenderRules::of),
                        state)
                .flatMap(findings -> findings)
                .distinct()
                .toList();
    }
}
