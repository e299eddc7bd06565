package org.otpwidget.server.delivery;

import org.otpwidget.server.template.Content;

import java.time.Instant;

/**
 * A mail of the installation itself, such as an invitation.
 *
 * @param id another one for each letter
 * @param recipient canonical e-mail address
 * @param content with subject and HTML
 * @param expiresAt from then on it is of no use
 */
public record Letter(String id, String recipient, Content content, Instant expiresAt) {

    /** Tells which one it is, not what is in it or who gets it. */
    @Override
    public String toString() {
        return "Letter[" + id + "]";
    }
}
