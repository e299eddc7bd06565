package org.otpwidget.server.audit;

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

    /** Leaves name and address out. */
    @Override
    public String toString() {
        return "Actor[" + id + "]";
    }
}
