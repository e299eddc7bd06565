package org.otpwidget.server.dashboard.credentials;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/** How long an old credential and its successor both work. */
final class Overlap {

    private static final int LONGEST_HOURS = 720;
    private static final int USUAL_HOURS = 24;

    private Overlap() {}

    /** The hours that were sent; a day unless it is a usable number. */
    static Duration of(@Nullable String hours) {
        return Duration.ofHours(
                hours != null && hours.matches("\\d{1,3}")
                        ? Math.min(Integer.parseInt(hours), LONGEST_HOURS)
                        : USUAL_HOURS);
    }
}
