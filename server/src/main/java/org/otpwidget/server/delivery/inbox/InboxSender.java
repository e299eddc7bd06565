package org.otpwidget.server.delivery.inbox;

import org.otpwidget.server.delivery.Message;
import org.otpwidget.server.delivery.Outcome;
import org.otpwidget.server.delivery.Sender;
import org.otpwidget.server.delivery.provider.Origin;
import org.otpwidget.server.widget.Channel;

import reactor.core.publisher.Mono;

/** Keeps a channel's messages in the inbox instead of sending them. */
final class InboxSender implements Sender {

    private final Channel channel;
    private final Inbox inbox;

    InboxSender(Channel channel, Inbox inbox) {
        this.channel = channel;
        this.inbox = inbox;
    }

    @Override
    public String name() {
        return "inbox";
    }

    @Override
    public Channel channel() {
        return channel;
    }

    @Override
    public int concurrency() {
        return 512;
    }

    /** It stands in for a vendor that takes any sender. */
    @Override
    public Origin origin() {
        return Origin.of("").passingOn();
    }

    @Override
    public Mono<Outcome> send(Message message) {
        return inbox.keep(channel, message).thenReturn(new Outcome.Sent(null));
    }
}
