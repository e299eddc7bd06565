package org.otpwidget.server.report;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.delivery.Way;
import org.otpwidget.server.delivery.provider.Provider;
import org.otpwidget.server.report.ShownSender.Place;
import org.otpwidget.server.report.ShownSender.Shape;
import org.otpwidget.server.report.ShownSender.Source;
import org.otpwidget.server.template.Template;
import org.otpwidget.server.widget.Channel;
import org.otpwidget.server.widget.Widget;

import java.util.List;

/**
 * The messages of a widget that leave one way: template or widget name a sender, and the provider's
 * own is for what they leave open or what it doesn't pass on.
 *
 * @param template that the widget chose for the channel; null: the default one, which names nobody
 * @param ways all of the channel
 */
record SenderUse(Widget widget, @Nullable Template template, Way way, List<Way> ways) {

    private static final String NUMBER = "\\+?[0-9 ()-]{3,20}";

    Channel channel() {
        return way.channel();
    }

    /** The number, sender id or address that visitors see; empty: not ours to say. */
    String sender() {
        String named = named(channel(), widget, template);
        return named == null || !way.origin().passesOn() ? way.origin().sender() : named;
    }

    /** Where that is set. */
    Source setBy() {
        return named(channel(), widget, template) == null || !way.origin().passesOn()
                ? by(way)
                : namedBy();
    }

    /** The template or widget that names a sender. */
    Source namedBy() {
        return channel() == Channel.VOICE || template == null ? of(widget) : of(template);
    }

    Shape type() {
        return setBy().equals(by(way)) && way.origin().isVendorsId()
                ? Shape.VENDORS_ID
                : type(channel(), sender());
    }

    /** Whether template or widget say anything of the sender, be it the name of an e-mail's. */
    boolean isNamed() {
        boolean mail = channel() == Channel.EMAIL;
        return mail ? namesMail() : named(channel(), widget, template) != null;
    }

    private boolean namesMail() {
        return template != null && template.settings().sender() != null;
    }

    /** What a template, or for calls the widget, names in the place of a provider's sender. */
    static @Nullable String named(Channel channel, Widget widget, @Nullable Template template) {
        return switch (channel) {
            case SMS -> template == null ? null : template.settings().sender();
            case VOICE ->
                    widget.settings().callerId() == null
                            ? null
                            : "+" + widget.settings().callerId();
            case WHATSAPP, EMAIL -> null;
        };
    }

    static Shape type(Channel channel, String sender) {
        if (sender.isEmpty()) {
            return Shape.NONE;
        }
        if (channel == Channel.EMAIL) {
            return Shape.EMAIL;
        }
        return channel != Channel.SMS || sender.matches(NUMBER) ? Shape.NUMBER : Shape.ALPHANUMERIC;
    }

    static Source by(Way way) {
        Provider provider = way.provider();
        return provider == null
                ? new Source(Place.INSTALLATION, null, null)
                : new Source(Place.PROVIDER, provider.id(), provider.name());
    }

    static Source of(Widget widget) {
        return new Source(Place.WIDGET, widget.id(), widget.settings().name());
    }

    static Source of(Template template) {
        return new Source(Place.TEMPLATE, template.id(), template.settings().name());
    }
}
