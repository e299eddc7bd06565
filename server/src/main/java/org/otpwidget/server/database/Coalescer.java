package org.otpwidget.server.database;

import io.r2dbc.spi.R2dbcNonTransientResourceException;
import io.r2dbc.spi.R2dbcTimeoutException;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * Lets calls that arrive together share one statement and one commit. A call that finds a free lane
 * goes at once and alone; while all lanes are busy, calls gather and the next free lane takes them
 * together. So nothing waits at light load, and under load the cost of a round trip and of a commit
 * is divided among many calls, each of which is as durable as if it had been alone.
 *
 * @param <I> one call's input
 * @param <O> one call's answer
 */
public final class Coalescer<I, O> {

    private record Call<I, O>(I input, MonoSink<O> sink) {}

    private final Function<List<I>, Mono<List<O>>> statement;
    private final int batchSize;
    private final AtomicInteger freeLanes;
    private final Queue<Call<I, O>> waiting = new ConcurrentLinkedQueue<>();

    /**
     * @param lanes statements under way at once
     * @param batchSize most calls in one statement
     * @param statement answers a batch, in its order
     */
    public Coalescer(int lanes, int batchSize, Function<List<I>, Mono<List<O>>> statement) {
        this.statement = statement;
        this.batchSize = batchSize;
        this.freeLanes = new AtomicInteger(lanes);
    }

    /** The answer to one call. */
    public Mono<O> submit(I input) {
        return Mono.create(
                sink -> {
                    waiting.add(new Call<>(input, sink));
                    drain();
                });
    }

    private void drain() {
        while (!waiting.isEmpty() && takeLane()) {
            List<Call<I, O>> batch = new ArrayList<>();
            for (Call<I, O> call; batch.size() < batchSize && (call = waiting.poll()) != null; ) {
                batch.add(call);
            }
            if (batch.isEmpty()) {
                freeLanes.incrementAndGet();
            } else {
                run(batch);
            }
        }
    }

    private boolean takeLane() {
        return freeLanes.getAndUpdate(free -> Math.max(0, free - 1)) > 0;
    }

    private void run(List<Call<I, O>> batch) {
        var _ =
                answer(batch)
                        .onErrorResume(
                                failure ->
                                        batch.size() == 1 || isTheDatabasesFault(failure)
                                                ? Mono.error(failure)
                                                : answerOneByOne(batch))
                        .doFinally(
                                _ -> {
                                    freeLanes.incrementAndGet();
                                    drain();
                                })
                        .subscribe(
                                _ -> {},
                                failure -> batch.forEach(call -> call.sink().error(failure)));
    }

    private Mono<Void> answer(List<Call<I, O>> batch) {
        return Mono.defer(() -> statement.apply(batch.stream().map(Call::input).toList()))
                .doOnNext(
                        answers -> {
                            for (int n = 0; n < batch.size(); n++) {
                                batch.get(n).sink().success(answers.get(n));
                            }
                        })
                .then();
    }

    /** The database doesn't answer: each call alone would wait as long again. */
    private static boolean isTheDatabasesFault(Throwable failure) {
        return failure instanceof R2dbcTimeoutException
                || failure instanceof R2dbcNonTransientResourceException;
    }

    /** One bad call, or a deadlock between two batches, must not fail its neighbours. */
    private Mono<Void> answerOneByOne(List<Call<I, O>> batch) {
        return Flux.fromIterable(batch)
                .concatMap(
                        call ->
                                answer(List.of(call))
                                        .onErrorResume(
                                                failure -> {
                                                    call.sink().error(failure);
                                                    return Mono.empty();
                                                }))
                .then();
    }
}
