package org.otpwidget.server.account;

import org.jspecify.annotations.Nullable;

import java.net.InetAddress;

/**
 * Who changes something, for the audit trail.
 *
 * @param id of the operator or authkey; {@code system} for the server itself
 * @param name e-mail address of the operator, or name of the authkey, at the time
 * @param address where the call came from; null for the server itself
 */
public record Actor(String id, String name, @Nullable InetAddress address) {

    /** An operator at an address. */
    public static Actor of(Operator operator, InetAddress address) {
        return new Actor(operator.id(), operator.email(), address);
    }

    /** An authkey that is used from an address. */
    public static Actor of(Authkey key, InetAddress address) {
        return new Actor(key.id(), key.label(), address);
    }

    /** Leaves name and address out. */
    @Override
    public String toString() {
        return "Actor[" + id + "]";
    }
}
