package org.otpwidget.server.widget;

import java.time.Instant;

/**
 * One configured verification flow of an account.
 *
 * @param id 24 hex characters, opaque
 * @param accountId the account that owns it
 * @param number counts up over all widgets; some clients want a number
 * @param settings complete and valid
 */
public record Widget(
        String id,
        long accountId,
        long number,
        WidgetSettings settings,
        Instant createdAt,
        Instant updatedAt) {

    /** The same widget with other settings. */
    public Widget with(WidgetSettings others) {
        return new Widget(id, accountId, number, others, createdAt, updatedAt);
    }
}
