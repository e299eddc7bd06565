package org.otpwidget.server.database;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ValidationDepth;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.stereotype.Component;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.time.Duration;

/**
 * Whether the database answers. However many ask, there is one question to the database a second,
 * and none gets an answer later than two seconds from now.
 */
@Component
final class DatabaseHealthIndicator implements ReactiveHealthIndicator {

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration FRESH = Duration.ofSeconds(1);

    private final Mono<Boolean> answers;

    DatabaseHealthIndicator(ConnectionFactory connections) {
        // Not cancelled with those who stop waiting: the connection of an unanswered question must
        // reach its time limit, and not go back into the pool.
        this.answers =
                Flux.usingWhen(
                                connections.create(),
                                connection -> connection.validate(ValidationDepth.REMOTE),
                                Connection::close)
                        .next()
                        .defaultIfEmpty(false)
                        .cache(_ -> FRESH, _ -> FRESH, () -> FRESH);
    }

    @Override
    public Mono<Health> health() {
        return answers.timeout(PATIENCE)
                .onErrorReturn(false)
                .map(answered -> (answered ? Health.up() : Health.down()).build());
    }
}
