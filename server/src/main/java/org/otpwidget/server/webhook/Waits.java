package org.otpwidget.server.webhook;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * How long to wait after an attempt that failed: the schedule that Standard Webhooks proposes, a
 * bit more than three days in all. Each wait is up to a tenth longer, so that what failed together
 * doesn't come back together.
 */
final class Waits {

    static final List<Duration> SCHEDULE =
            List.of(
                    Duration.ofSeconds(5),
                    Duration.ofMinutes(5),
                    Duration.ofMinutes(30),
                    Duration.ofHours(2),
                    Duration.ofHours(5),
                    Duration.ofHours(10),
                    Duration.ofHours(14),
                    Duration.ofHours(20),
                    Duration.ofHours(24));

    private static final double VARIATION = 0.1;

    private final RandomGenerator random;

    Waits(RandomGenerator random) {
        this.random = random;
    }

    /**
     * The wait after so many failures; empty when it is over.
     *
     * @param failures at least 1
     */
    Optional<Duration> after(int failures) {
        if (failures > SCHEDULE.size()) {
            return Optional.empty();
        }
        double millis = SCHEDULE.get(failures - 1).toMillis() * random.nextDouble(1, 1 + VARIATION);
        return Optional.of(Duration.ofMillis(Math.round(millis)));
    }
}
