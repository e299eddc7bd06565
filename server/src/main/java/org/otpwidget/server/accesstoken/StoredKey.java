package org.otpwidget.server.accesstoken;

import org.otpwidget.server.accesstoken.KeyStatus.Status;

import java.time.Instant;
import java.util.List;

/** The public side of a row of {@code signing_key}. */
record StoredKey(String kid, KeyTimes times) {

    /** How the keys stand at that moment, in their order, which is newest first. */
    static List<KeyStatus> statuses(List<StoredKey> keys, Instant now) {
        long signing =
                keys.stream()
                        .map(StoredKey::times)
                        .filter(times -> times.signsAt(now) && !times.retiredAt(now))
                        .mapToLong(KeyTimes::generation)
                        .max()
                        .orElse(0);
        return keys.stream().map(key -> key.at(now, signing)).toList();
    }

    private KeyStatus at(Instant now, long signing) {
        return new KeyStatus(
                kid, status(now, signing), times.createdAt(), times.signsFrom(), times.retiresAt());
    }

    private Status status(Instant now, long signing) {
        if (times.retiredAt(now)) {
            return Status.RETIRED;
        }
        if (times.generation() == signing) {
            return Status.SIGNING;
        }
        return times.signsAt(now) ? Status.RETIRING : Status.UPCOMING;
    }
}
