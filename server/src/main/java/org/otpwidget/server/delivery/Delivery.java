package org.otpwidget.server.delivery;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * A message on its way from provider to provider.
 *
 * @param route the providers to be tried in this round, in order
 * @param at place in the route
 * @param failed providers that failed in this round
 * @param reason what the last one that failed said; null: none did
 */
record Delivery(
        Queued queued, List<Station> route, int at, List<String> failed, @Nullable String reason) {

    /** At the beginning of a route. */
    static Delivery begin(Queued queued, List<Station> route) {
        return new Delivery(queued, route, 0, queued.tried(), null);
    }

    /** The provider that has its turn. */
    Station station() {
        return route.get(at);
    }

    /** The same delivery at another place of the route. */
    Delivery at(int place) {
        return new Delivery(queued, route, place, failed, reason);
    }

    /** The provider that had its turn failed. */
    Delivery failed(String why) {
        var all = new ArrayList<>(failed);
        all.add(station().id());
        return new Delivery(queued, route, at, List.copyOf(all), why);
    }

    @Override
    public String toString() {
        return queued.toString();
    }
}
