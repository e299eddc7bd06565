package org.otpwidget.server.body;

import org.otpwidget.server.client.Addresses;

import java.net.InetAddress;
import java.util.HashSet;
import java.util.Set;

/**
 * Who has a larger body in memory: few at once, and nobody two, so that one who sends slowly does
 * not keep all others out. Who finds no place may come again.
 */
final class LargerBodies {

    private static final int MOST = 4;

    private final Set<InetAddress> senders = new HashSet<>();

    /** Takes a place; false when there is none. */
    synchronized boolean take(InetAddress sender) {
        return senders.size() < MOST && senders.add(Addresses.forLimits(sender));
    }

    /** Gives a place back that was taken. */
    synchronized void leave(InetAddress sender) {
        senders.remove(Addresses.forLimits(sender));
    }
}
