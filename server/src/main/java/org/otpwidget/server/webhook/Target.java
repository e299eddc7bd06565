package org.otpwidget.server.webhook;

import java.net.URI;
import java.util.List;

/**
 * Where an event goes, and what it is signed with.
 *
 * @param secrets the current one first, and the one before while it signs too
 */
record Target(String webhookId, URI url, List<SigningSecret> secrets) {

    /** Addresses may hold secrets of their owners. */
    @Override
    public String toString() {
        return "Target[" + webhookId + "]";
    }
}
