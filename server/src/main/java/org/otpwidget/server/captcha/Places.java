package org.otpwidget.server.captcha;

import org.otpwidget.server.client.Addresses;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;

/**
 * Room for calls under way: so many at once in all, and of these so many for one widget and for one
 * client address at it. So neither a flood at one widget nor one visitor takes the places of
 * everybody else.
 */
final class Places {

    static final int ALL = 128;
    static final int PER_WIDGET = 48;
    static final int PER_ADDRESS = 8;

    private final Map<String, Integer> taken = new HashMap<>();
    private int all;

    /** Takes a place; false when there is none. */
    synchronized boolean take(String widgetId, InetAddress client) {
        String visitor = visitor(widgetId, client);
        if (all >= ALL || at(widgetId) >= PER_WIDGET || at(visitor) >= PER_ADDRESS) {
            return false;
        }
        all++;
        taken.merge(widgetId, 1, Integer::sum);
        taken.merge(visitor, 1, Integer::sum);
        return true;
    }

    /** Gives a place back that was taken. */
    synchronized void leave(String widgetId, InetAddress client) {
        all--;
        leave(widgetId);
        leave(visitor(widgetId, client));
    }

    private void leave(String key) {
        taken.computeIfPresent(key, (_, places) -> places == 1 ? null : places - 1);
    }

    private int at(String key) {
        return taken.getOrDefault(key, 0);
    }

    private static String visitor(String widgetId, InetAddress client) {
        return widgetId + " " + Addresses.format(Addresses.forLimits(client));
    }
}
