package org.otpwidget.server.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import io.r2dbc.spi.R2dbcTimeoutException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import java.util.stream.Stream;

class CoalescerTests {

    private final List<List<Integer>> batches = new ArrayList<>();

    @Test
    void goesAloneAndAtOnceWhileALaneIsFree() {
        var coalescer = new Coalescer<>(1, 10, this::doubled);
        StepVerifier.create(coalescer.submit(1)).expectNext(2).verifyComplete();
        StepVerifier.create(coalescer.submit(2)).expectNext(4).verifyComplete();
        assertThat(batches).containsExactly(List.of(1), List.of(2));
    }

    @Test
    void gathersWhatComesWhileAllLanesAreBusyAndAnswersEachItsOwn() {
        var gate = Sinks.<Integer>one();
        var coalescer =
                new Coalescer<Integer, Integer>(
                        1,
                        10,
                        batch ->
                                batch.contains(0)
                                        ? gate.asMono().then(doubled(batch))
                                        : doubled(batch));
        List<CompletableFuture<Integer>> answers =
                IntStream.rangeClosed(0, 5).mapToObj(n -> coalescer.submit(n).toFuture()).toList();
        assertThat(batches).isEmpty();
        gate.emitValue(0, Sinks.EmitFailureHandler.FAIL_FAST);
        assertThat(answers).extracting(CompletableFuture::join).containsExactly(0, 2, 4, 6, 8, 10);
        assertThat(batches).containsExactly(List.of(0), List.of(1, 2, 3, 4, 5));
    }

    @Test
    void takesNoMoreThanABatchHolds() {
        var gate = Sinks.<Integer>one();
        var coalescer =
                new Coalescer<Integer, Integer>(
                        1,
                        2,
                        batch ->
                                batch.contains(0)
                                        ? gate.asMono().then(doubled(batch))
                                        : doubled(batch));
        var answers =
                IntStream.rangeClosed(0, 3).mapToObj(n -> coalescer.submit(n).toFuture()).toList();
        gate.emitValue(0, Sinks.EmitFailureHandler.FAIL_FAST);
        assertThat(answers).extracting(CompletableFuture::join).containsExactly(0, 2, 4, 6);
        assertThat(batches).containsExactly(List.of(0), List.of(1, 2), List.of(3));
    }

    @Test
    void aBadCallFailsAloneAndTheLaneGoesOn() {
        var gate = Sinks.<Integer>one();
        var coalescer =
                new Coalescer<Integer, Integer>(
                        1,
                        10,
                        batch -> {
                            if (batch.contains(13)) {
                                return Mono.error(new IllegalStateException("unlucky"));
                            }
                            return batch.contains(0)
                                    ? gate.asMono().then(doubled(batch))
                                    : doubled(batch);
                        });
        var first = coalescer.submit(0).toFuture();
        var good = coalescer.submit(1).toFuture();
        var bad = coalescer.submit(13).toFuture();
        var alsoGood = coalescer.submit(2).toFuture();
        gate.emitValue(0, Sinks.EmitFailureHandler.FAIL_FAST);
        assertThat(first.join()).isZero();
        assertThat(good.join()).isEqualTo(2);
        assertThat(alsoGood.join()).isEqualTo(4);
        assertThat(bad).isCompletedExceptionally();
        StepVerifier.create(coalescer.submit(3)).expectNext(6).verifyComplete();
    }

    @ParameterizedTest
    @MethodSource("silence")
    void doesNotAskASilentDatabaseAgainForEachCall(R2dbcException silence) {
        var gate = Sinks.<Integer>one();
        var coalescer =
                new Coalescer<Integer, Integer>(
                        1,
                        10,
                        batch -> {
                            batches.add(batch);
                            return batch.contains(0)
                                    ? gate.asMono().then(Mono.just(batch))
                                    : Mono.error(silence);
                        });
        var first = coalescer.submit(0).toFuture();
        var second = coalescer.submit(1).toFuture();
        var third = coalescer.submit(2).toFuture();
        gate.emitValue(0, Sinks.EmitFailureHandler.FAIL_FAST);
        assertThat(first.join()).isZero();
        assertThat(second).isCompletedExceptionally();
        assertThat(third).isCompletedExceptionally();
        assertThat(batches).containsExactly(List.of(0), List.of(1, 2));
    }

    static Stream<R2dbcException> silence() {
        return Stream.of(
                new R2dbcTimeoutException("waited"), new R2dbcNonTransientResourceException("cut"));
    }

    @Test
    void losesNothingUnderParallelCalls() {
        var sizes = new ConcurrentLinkedQueue<Integer>();
        var coalescer =
                new Coalescer<Integer, Integer>(
                        2,
                        64,
                        batch -> {
                            sizes.add(batch.size());
                            return Mono.just(batch).publishOn(Schedulers.parallel());
                        });
        List<Integer> answers =
                Flux.range(0, 20_000)
                        .flatMap(
                                n -> coalescer.submit(n).subscribeOn(Schedulers.boundedElastic()),
                                256)
                        .collectList()
                        .block();
        assertThat(answers).hasSize(20_000).doesNotHaveDuplicates();
        assertThat(sizes.stream().mapToInt(Integer::intValue).sum()).isEqualTo(20_000);
        assertThat(sizes).anyMatch(size -> size > 1).allMatch(size -> size <= 64);
    }

    private Mono<List<Integer>> doubled(List<Integer> batch) {
        return Mono.fromCallable(
                () -> {
                    batches.add(batch);
                    return batch.stream().map(n -> 2 * n).toList();
                });
    }
}
