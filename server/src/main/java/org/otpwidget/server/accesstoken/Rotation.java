package org.otpwidget.server.accesstoken;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A key to be made.
 *
 * @param times of the new key
 * @param othersRetireAt when all older keys are accepted no more
 */
record Rotation(KeyTimes times, Instant othersRetireAt) {

    /** The first key of an installation signs at once, or else nothing could. */
    static Rotation first(Instant now) {
        Instant from = now.truncatedTo(ChronoUnit.SECONDS);
        return new Rotation(new KeyTimes(1, from, from, null), from);
    }

    /** The key after this one: published now, and in charge once caches have had time to see it. */
    static Rotation after(KeyTimes newest, AccessTokenSettings settings, Instant now) {
        return after(newest, settings.keyLead(), settings.overlap(), now);
    }

    /** For a key that may have leaked: the new one signs at once and all others end at once. */
    static Rotation immediatelyAfter(KeyTimes newest, Instant now) {
        return after(newest, Duration.ZERO, Duration.ZERO, now);
    }

    /** What is due by now: the first key, the next one, or none. */
    static @Nullable Rotation due(KeySet keys, AccessTokenSettings settings, Instant now) {
        SigningKey newest = keys.newest().orElse(null);
        if (newest == null) {
            return first(now);
        }
        Instant takeover = newest.times().signsFrom().plus(settings.keyLifetime());
        return takeover.minus(settings.keyLead()).isAfter(now)
                ? null
                : after(newest.times(), settings, now);
    }

    private static Rotation after(KeyTimes newest, Duration lead, Duration overlap, Instant now) {
        Instant from = now.truncatedTo(ChronoUnit.SECONDS);
        var times = new KeyTimes(newest.generation() + 1, from, from.plus(lead), null);
        return new Rotation(times, from.plus(lead).plus(overlap));
    }
}
