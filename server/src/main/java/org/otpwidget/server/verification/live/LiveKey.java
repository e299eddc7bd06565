package org.otpwidget.server.verification.live;

/**
 * What a request is found by.
 *
 * @param id the reqId
 * @param widget id of the widget that it has to be of
 */
record LiveKey(String id, String widget) {

    /** The key in a notice of {@code R__live_notices.sql}. */
    static LiveKey of(String notice) {
        String[] parts = notice.split(" ", 2);
        return new LiveKey(parts[0], parts.length < 2 ? "" : parts[1]);
    }
}
