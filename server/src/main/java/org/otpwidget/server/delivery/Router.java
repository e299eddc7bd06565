package org.otpwidget.server.delivery;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.delivery.provider.Provider;
import org.otpwidget.server.identifier.Identifiers;
import org.otpwidget.server.identifier.Mobile;
import org.otpwidget.server.identifier.Parsed;
import org.otpwidget.server.widget.Channel;

import reactor.core.publisher.Mono;

import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.stream.Stream;

/**
 * Finds the providers that a message may take: the account's own for the recipient's country, then
 * those for all countries, each by position; the installation's sender for accounts without.
 */
final class Router {

    private final LongFunction<Mono<List<Provider>>> enabled;
    private final Stations stations;

    /**
     * @param enabled an account's enabled providers by position
     */
    Router(LongFunction<Mono<List<Provider>>> enabled, Stations stations) {
        this.enabled = enabled;
        this.stations = stations;
    }

    /** The way of a message, without what failed in this round; empty: there is none. */
    Mono<List<Station>> route(Queued message) {
        return enabled.apply(message.accountId())
                .map(
                        providers ->
                                left(
                                        stations(
                                                order(
                                                        providers,
                                                        message.channel(),
                                                        message.recipient()),
                                                message.channel()),
                                        message.tried()));
    }

    /** When all that there were have failed, there is no next: the round begins anew. */
    private static List<Station> left(List<Station> route, List<String> tried) {
        var left = route.stream().filter(station -> !tried.contains(station.id())).toList();
        return left.isEmpty() ? route : left;
    }

    private List<Station> stations(List<Provider> providers, Channel channel) {
        List<Station> route =
                providers.stream().map(stations::of).flatMap(Optional::stream).toList();
        Station own = stations.own(channel);
        return route.isEmpty() && own != null ? List.of(own) : route;
    }

    /**
     * The providers for a recipient, in the order of trying.
     *
     * @param providers enabled ones by position
     */
    static List<Provider> order(List<Provider> providers, Channel channel, String recipient) {
        List<Provider> fitting =
                providers.stream().filter(provider -> provider.channel() == channel).toList();
        if (fitting.stream().allMatch(Provider::servesAll)) {
            return fitting;
        }
        String country = country(recipient);
        return Stream.concat(
                        fitting.stream().filter(one -> one.isMeantFor(recipient, country)),
                        fitting.stream().filter(Provider::servesAll))
                .toList();
    }

    private static @Nullable String country(String number) {
        return Identifiers.parse(number, true, false) instanceof Parsed.Accepted(Mobile mobile)
                ? mobile.country()
                : null;
    }
}
