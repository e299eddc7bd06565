package org.otpwidget.server.delivery;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before a message is tried again: two seconds, then twice as long each time, at
 * most five minutes. Each wait varies by a fifth, so that what failed together doesn't come back
 * together.
 */
final class Backoff {

    private static final double FIRST_SECONDS = 2;
    private static final double LONGEST_SECONDS = 300;
    private static final double VARIATION = 0.2;

    private final RandomGenerator random;

    Backoff(RandomGenerator random) {
        this.random = random;
    }

    /**
     * @param attempts failed so far, at least 1
     */
    Duration after(int attempts) {
        double seconds =
                Math.min(LONGEST_SECONDS, FIRST_SECONDS * Math.pow(2, Math.min(attempts - 1, 30)));
        double varied = seconds * random.nextDouble(1 - VARIATION, 1 + VARIATION);
        return Duration.ofMillis(Math.round(varied * 1000));
    }
}
