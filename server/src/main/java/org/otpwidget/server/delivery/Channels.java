package org.otpwidget.server.delivery;

import org.otpwidget.server.delivery.provider.Provider;
import org.otpwidget.server.delivery.provider.Providers;
import org.otpwidget.server.widget.Channel;
import org.springframework.stereotype.Component;

import reactor.core.publisher.Mono;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The channels that messages can go out over. Answered from memory. */
@Component
public class Channels {

    private final Providers providers;
    private final Set<Channel> own = EnumSet.noneOf(Channel.class);

    /**
     * @param senders of the installation, for accounts without providers of their own
     */
    Channels(Providers providers, List<Sender> senders) {
        this.providers = providers;
        senders.forEach(sender -> own.add(sender.channel()));
    }

    /** The channels that an account can send over to somebody at least. */
    public Mono<Set<Channel>> available(long accountId) {
        return providers
                .enabled(accountId)
                .map(
                        enabled -> {
                            var channels = EnumSet.noneOf(Channel.class);
                            channels.addAll(own);
                            enabled.stream().map(Provider::channel).forEach(channels::add);
                            return channels;
                        });
    }

    /**
     * Whether an account can send over a channel to a recipient.
     *
     * @param recipient canonical e-mail address or number
     */
    public Mono<Boolean> reaches(long accountId, Channel channel, String recipient) {
        return own.contains(channel)
                ? Mono.just(true)
                : providers
                        .enabled(accountId)
                        .map(enabled -> !Router.order(enabled, channel, recipient).isEmpty());
    }
}
