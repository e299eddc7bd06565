package org.otpwidget.server.delivery;

import org.otpwidget.server.widget.Channel;
import org.springframework.stereotype.Component;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The channels that messages can go out over, by who sends for each. */
@Component
public class Channels {

    private final Map<Channel, Sender> senders = new EnumMap<>(Channel.class);

    /**
     * @param senders in order of preference
     */
    public Channels(List<Sender> senders) {
        senders.forEach(sender -> this.senders.putIfAbsent(sender.channel(), sender));
    }

    /** Whether this installation can send over a channel. */
    public boolean available(Channel channel) {
        return senders.containsKey(channel);
    }

    /** The sender of each available channel. */
    Map<Channel, Sender> senders() {
        return senders;
    }
}
