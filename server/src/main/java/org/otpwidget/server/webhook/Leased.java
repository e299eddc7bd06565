package org.otpwidget.server.webhook;

import java.time.Instant;

/**
 * An event that is leased to this node.
 *
 * @param attempts that failed before
 * @param until end of the lease
 */
record Leased(String id, Target target, String body, int attempts, Instant until) {

    /** The body names a person. */
    @Override
    public String toString() {
        return "Leased[" + id + " for " + target.webhookId() + "]";
    }
}
