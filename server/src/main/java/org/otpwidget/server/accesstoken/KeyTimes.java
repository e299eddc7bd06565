package org.otpwidget.server.accesstoken;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * The life of a signing key: published, signing, still accepted, retired.
 *
 * @param generation counts up; the database holds one key of each, so that nodes cannot both add
 *     one
 * @param createdAt when it was made and published
 * @param signsFrom when it takes over from the generation before
 * @param retiresAt when the last token that it may have signed is over; null while it is the newest
 */
record KeyTimes(
        long generation, Instant createdAt, Instant signsFrom, @Nullable Instant retiresAt) {

    boolean signsAt(Instant time) {
        return !signsFrom.isAfter(time);
    }

    boolean retiredAt(Instant time) {
        return retiresAt != null && !retiresAt.isAfter(time);
    }
}
