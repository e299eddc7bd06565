package org.otpwidget.server.demo;

import org.otpwidget.server.StartFailedException;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.transaction.CannotCreateTransactionException;

import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/**
 * A step of the start that is done before the server listens and before its outbox sends anything;
 * only the main thread waits.
 */
abstract class BeforeServing implements SmartLifecycle {

    private static final long PATIENCE_SECONDS = 60;

    /** On a busy machine the first connection may take longer than one later may. */
    private static final Retry UNREACHABLE =
            Retry.fixedDelay(PATIENCE_SECONDS, Duration.ofSeconds(1))
                    .filter(
                            failure ->
                                    failure instanceof DataAccessResourceFailureException
                                            || failure instanceof CannotCreateTransactionException);

    private volatile boolean done;

    /** What is to be done, once. */
    abstract Mono<Void> step();

    @Override
    public final void start() {
        try {
            step().retryWhen(UNREACHABLE)
                    .toFuture()
                    .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof StartFailedException refusal ? refusal : e;
        }
        done = true;
    }

    @Override
    public final void stop() {
        done = false;
    }

    @Override
    public final boolean isRunning() {
        return done;
    }

    /** Before the outbox and the web server. */
    @Override
    public final int getPhase() {
        return 0;
    }
}
