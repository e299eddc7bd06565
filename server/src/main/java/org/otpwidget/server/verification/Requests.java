package org.otpwidget.server.verification;

import static org.otpwidget.server.database.Column.required;

import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Result;
import io.r2dbc.spi.Row;

import org.otpwidget.server.database.Coalescer;
import org.otpwidget.server.database.Conflicts;
import org.otpwidget.server.database.JsonRows;
import org.springframework.stereotype.Component;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * All requests. Each step of a request is one call of a database function ({@code
 * R__verification.sql}): one round trip and one commit, which calls that arrive together share.
 */
@Component
final class Requests {

    /** Statements of one kind under way at once; more only queue up inside the database. */
    private static final int LANES = 2;

    private static final int BATCH_SIZE = 64;

    private final ConnectionFactory connections;
    private final Clock clock;
    private final Coalescer<SendStep, SendStep.Result> sends;
    private final Coalescer<RetryStep, RetryStep.Result> retries;
    private final Coalescer<VerifyStep, VerifyStep.Result> verifies;
    private final Coalescer<ExchangeStep, ExchangeStep.Result> exchanges;

    Requests(ConnectionFactory connections, Clock clock) {
        this.connections = connections;
        this.clock = clock;
        this.sends = coalescer("send_requests", SendStep.Result::of);
        this.retries = coalescer("retry_requests", RetryStep.Result::of);
        this.verifies = coalescer("verify_requests", VerifyStep.Result::of);
        this.exchanges = coalescer("exchange_requests", ExchangeStep.Result::of);
    }

    Mono<SendStep.Result> send(SendStep step) {
        return sends.submit(step);
    }

    Mono<RetryStep.Result> retry(RetryStep step) {
        return retries.submit(step);
    }

    Mono<VerifyStep.Result> verify(VerifyStep step) {
        return verifies.submit(step);
    }

    Mono<ExchangeStep.Result> exchange(ExchangeStep step) {
        return exchanges.submit(step);
    }

    private <I, O> Coalescer<I, O> coalescer(String function, Function<Row, O> mapping) {
        String sql = "SELECT * FROM " + function + "($1::jsonb, $2)";
        return new Coalescer<>(LANES, BATCH_SIZE, steps -> call(sql, steps, mapping));
    }

    private <I, O> Mono<List<O>> call(String sql, List<I> steps, Function<Row, O> mapping) {
        Object[] answers = new Object[steps.size()];
        return Flux.usingWhen(
                        connections.create(),
                        connection ->
                                Flux.from(
                                                connection
                                                        .createStatement(sql)
                                                        .bind(0, JsonRows.numbered(steps))
                                                        .bind(1, clock.instant())
                                                        .execute())
                                        .flatMap(result -> place(result, answers, mapping)),
                        connection -> connection.close())
                .then(Mono.fromSupplier(() -> Requests.<O>listOf(answers)))
                .retryWhen(Conflicts.retry(3));
    }

    private static <O> Flux<Integer> place(
            Result result, Object[] answers, Function<Row, O> mapping) {
        return Flux.from(
                result.map(
                        (row, _) -> {
                            int n = required(row, "n", Integer.class);
                            answers[n] = mapping.apply(row);
                            return n;
                        }));
    }

    @SuppressWarnings("unchecked")
    private static <O> List<O> listOf(Object[] answers) {
        return (List<O>) Arrays.asList(answers);
    }
}
