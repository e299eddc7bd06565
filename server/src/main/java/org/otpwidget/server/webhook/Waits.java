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
     * The wait after so many failures; empty when it is over. A webhook that asks for a longer one
     * gets it, up to the schedule's longest. A shorter one is not given: it would use up within
     * minutes the attempts that are to last for days.
     *
     * @param failures at least 1
     * @param asked what the webhook asks for; zero when it doesn't
     */
    Optional<Duration> after(int failures, Duration asked) {
        if (failures > SCHEDULE.size()) {
            return Optional.empty();
        }
        long least = Math.min(asked.toMillis(), SCHEDULE.getLast().toMillis());
        long usual = SCHEDULE.get(failures - 1).toMillis();
        double millis = Math.max(usual, least) * random.nextDouble(1, 1 + VARIATION);
        return Optional.of(Duration.ofMillis(Math.round(millis)));
    }
}
