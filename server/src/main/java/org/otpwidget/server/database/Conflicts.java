package org.otpwidget.server.database;

import io.r2dbc.spi.R2dbcTimeoutException;
import io.r2dbc.spi.R2dbcTransientException;

import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.UncategorizedDataAccessException;

import reactor.util.retry.Retry;

/** Transactions that wait for each other: the database lets one go, which may then come again. */
public final class Conflicts {

    private Conflicts() {}

    /**
     * Tries again at once what failed by a conflict, and nothing else.
     *
     * @param times how often at most
     */
    public static Retry retry(int times) {
        return Retry.max(times).filter(Conflicts::mayPassBy);
    }

    /**
     * Whether the failure is such as a deadlock, as the driver or as Spring tells it; but who has
     * waited for a time-out has waited long enough.
     */
    static boolean mayPassBy(@Nullable Throwable failure) {
        return switch (failure) {
            case ConcurrencyFailureException _ -> true;
            // What Spring's translation doesn't know, deadlocks of this driver among it.
            case UncategorizedDataAccessException unknown -> mayPassBy(unknown.getCause());
            case R2dbcTimeoutException _ -> false;
            case R2dbcTransientException _ -> true;
            case null, default -> false;
        };
    }
}
