package org.otpwidget.server.report;

import org.otpwidget.server.delivery.Poller;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.time.Duration;

/** Counts hours that are over, so that pages read a few rows instead of all requests. */
@Component
final class HourCounter extends Poller {

    /** Leaves the database to the calls. */
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final Figures figures;
    private final Duration interval;

    /**
     * @param interval how often to look for hours
     */
    HourCounter(Figures figures, @Value("${otp.report.counting-interval}") Duration interval) {
        this.figures = figures;
        this.interval = interval;
    }

    @Override
    protected Flux<Long> ticks() {
        return Flux.interval(interval);
    }

    @Override
    protected Mono<Void> poll() {
        return figures.countHour()
                .expand(
                        counted ->
                                counted
                                        ? Mono.delay(PAUSE).then(figures.countHour())
                                        : Mono.empty())
                .then();
    }

    @Override
    protected Mono<Void> end() {
        return Mono.empty();
    }
}
