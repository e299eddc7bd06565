package org.otpwidget.server.account;

import reactor.core.publisher.Mono;

import java.time.Duration;
import java.time.Instant;

/**
 * A kind of rows as its room knows them: how long the installation keeps them, and how many there
 * are.
 *
 * @param usual how long they are kept where the account has no wish of its own
 * @param count counts them
 */
public record KeptRows(KeptKind kind, Duration usual, Count count) {

    /** Rows that are counted at most: more are "many", and counting them would be felt. */
    public static final int MOST = 10_000;

    /** Counts rows. */
    @FunctionalInterface
    public interface Count {

        /** How many of an account's rows are older than a time; {@link #MOST} + 1 for any more. */
        Mono<Long> before(long accountId, Instant time);
    }
}
