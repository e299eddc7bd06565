package org.otpwidget.server.delivery;

import org.otpwidget.server.delivery.provider.Provider;
import org.otpwidget.server.delivery.provider.ProviderLinks;
import org.otpwidget.server.delivery.provider.Providers;
import org.otpwidget.server.widget.Channel;
import org.springframework.stereotype.Component;

import reactor.core.publisher.Mono;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The ways that messages may take, whoever the recipient is: what {@link Router} chooses from.
 * Answered from memory.
 */
@Component
public class Ways {

    private final Providers providers;
    private final ProviderLinks links;
    private final Map<Channel, Way> own = new EnumMap<>(Channel.class);

    /**
     * @param senders of the installation, in order of preference
     */
    Ways(Providers providers, ProviderLinks links, List<Sender> senders) {
        this.providers = providers;
        this.links = links;
        senders.forEach(
                sender ->
                        own.putIfAbsent(
                                sender.channel(),
                                new Way(sender.channel(), null, sender.origin())));
    }

    /**
     * An account's ways by channel, in the order of trying: those that were chosen for countries,
     * then those for the others. Channels without any are absent.
     */
    public Mono<Map<Channel, List<Way>>> of(long accountId) {
        return providers.enabled(accountId).map(this::sorted);
    }

    /** Whether another way always goes first, so that this one is for its failures. */
    public static boolean isSpare(Way way, List<Way> ways) {
        return ways.subList(0, ways.indexOf(way)).stream().anyMatch(way::isBehind);
    }

    private Map<Channel, List<Way>> sorted(List<Provider> enabled) {
        var sorted = new EnumMap<Channel, List<Way>>(Channel.class);
        Arrays.stream(Channel.values())
                .forEach(
                        channel -> {
                            List<Way> ways = over(channel, enabled);
                            if (!ways.isEmpty()) {
                                sorted.put(channel, ways);
                            }
                        });
        return sorted;
    }

    /** The installation's own is for recipients whom no provider is for. */
    private List<Way> over(Channel channel, List<Provider> enabled) {
        List<Way> ways =
                enabled.stream()
                        .filter(provider -> provider.channel() == channel)
                        .flatMap(provider -> way(provider).stream())
                        .toList();
        List<Way> meant = ways.stream().filter(way -> !way.countries().isEmpty()).toList();
        List<Way> others = ways.stream().filter(way -> way.countries().isEmpty()).toList();
        Way installations = own.get(channel);
        List<Way> last =
                others.isEmpty() && installations != null ? List.of(installations) : others;
        return Stream.concat(meant.stream(), last.stream()).toList();
    }

    private Optional<Way> way(Provider provider) {
        return links.origin(provider).map(origin -> new Way(provider.channel(), provider, origin));
    }
}
