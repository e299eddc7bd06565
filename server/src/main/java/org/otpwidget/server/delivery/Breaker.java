package org.otpwidget.server.delivery;

import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/**
 * Keeps messages away from a provider that fails, so that they take another way at once. It opens
 * after five failures in a row, or when most of the last twenty attempts failed; after a rest one
 * attempt is let through, which closes it or doubles the rest.
 */
final class Breaker {

    private static final int IN_A_ROW = 5;
    private static final int WINDOW = 20;
    private static final int MOST = 12;
    private static final Duration SHORTEST_REST = Duration.ofSeconds(5);
    private static final Duration LONGEST_REST = Duration.ofMinutes(1);

    private final Clock clock;

    /** One bit an attempt, the newest lowest; set: failed. */
    private int history;

    private int attempts;
    private int inARow;
    private Duration rest = SHORTEST_REST;
    private @Nullable Instant openUntil;

    /** When an attempt that is let through counts as lost. */
    private @Nullable Instant probeUntil;

    Breaker(Clock clock) {
        this.clock = clock;
    }

    /** Whether messages go through. */
    enum State {
        CLOSED,
        OPEN,
        /** One attempt is on its way, or the next one will be let through. */
        HALF_OPEN;

        String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    synchronized State state() {
        if (openUntil == null) {
            return State.CLOSED;
        }
        return openUntil.isAfter(clock.instant()) ? State.OPEN : State.HALF_OPEN;
    }

    /** Whether an attempt would be admitted. */
    synchronized boolean isPassable() {
        return switch (state()) {
            case CLOSED -> true;
            case OPEN -> false;
            case HALF_OPEN -> probeUntil == null || !probeUntil.isAfter(clock.instant());
        };
    }

    /** Admits an attempt, whose end is then told. */
    synchronized boolean admits() {
        if (!isPassable()) {
            return false;
        }
        if (openUntil != null) {
            probeUntil = clock.instant().plus(Outbox.SEND_TIMEOUT);
        }
        return true;
    }

    /** The provider did its work, even if it was to refuse the message. */
    synchronized void worked() {
        note(0);
        inARow = 0;
        if (openUntil != null) {
            openUntil = null;
            probeUntil = null;
            rest = SHORTEST_REST;
            history = 0;
            attempts = 0;
        }
    }

    /**
     * The provider failed.
     *
     * @param wish how long it wants to be left alone; null when it doesn't say
     */
    synchronized void failed(@Nullable Duration wish) {
        note(1);
        inARow++;
        if (openUntil != null && probeUntil != null) {
            rest = shorter(rest.multipliedBy(2), LONGEST_REST);
            open(rest);
        } else if (inARow >= IN_A_ROW
                || (attempts >= WINDOW && Integer.bitCount(history) >= MOST)) {
            open(rest);
        }
        if (wish != null && !wish.isZero()) {
            open(shorter(wish, LONGEST_REST));
        }
    }

    /** Nothing was tried after all. */
    synchronized void spared() {
        probeUntil = null;
    }

    private void open(Duration time) {
        Instant until = clock.instant().plus(time);
        openUntil = openUntil == null || until.isAfter(openUntil) ? until : openUntil;
        probeUntil = null;
    }

    private void note(int failure) {
        history = (history << 1 | failure) & ((1 << WINDOW) - 1);
        attempts = Math.min(WINDOW, attempts + 1);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
