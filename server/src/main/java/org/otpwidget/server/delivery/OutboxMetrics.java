package org.otpwidget.server.delivery;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;

import org.otpwidget.server.widget.Channel;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** What operators see of the outbox. */
final class OutboxMetrics {

    private final MeterRegistry registry;
    private volatile long lagMillis;

    OutboxMetrics(MeterRegistry registry) {
        this.registry = registry;
        TimeGauge.builder("otp.outbox.lag", () -> lagMillis, TimeUnit.MILLISECONDS)
                .description("How long the oldest message that is due has been due")
                .register(registry);
    }

    /** Counts an attempt's end: sent, queued (again), failed or expired. */
    void count(Channel channel, Completion.Status status) {
        registry.counter("otp.messages", "channel", channel.word(), "outcome", status.word())
                .increment();
    }

    /** Notes how long a provider took for one message. */
    void took(Station station, Duration time) {
        Timer.builder("otp.message.send")
                .description("Time that a sender took for one message")
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(1))
                .maximumExpectedValue(Outbox.SEND_TIMEOUT)
                .tags("channel", station.channel().word(), "provider", station.kind())
                .register(registry)
                .record(time);
    }

    /** Counts a message that went on from a provider that failed. */
    void failover(Station station) {
        registry.counter(
                        "otp.message.failovers",
                        "channel",
                        station.channel().word(),
                        "provider",
                        station.kind())
                .increment();
    }

    /** Counts a resend that nobody asked for. */
    void autoRetry(Channel channel) {
        registry.counter("otp.auto.retries", "channel", channel.word()).increment();
    }

    /** Counts a receipt: delivered or failed. */
    void receipt(String state) {
        registry.counter("otp.receipts", "state", state).increment();
    }

    /** Shows a station's breaker: 0 closed, 0.5 half-open, 1 open. */
    void watch(Station station) {
        Gauge.builder("otp.provider.breaker", station, OutboxMetrics::level)
                .description("Whether messages are kept away from a provider")
                .tags(breakerTags(station))
                .register(registry);
    }

    /** Shows a station no more. */
    void forget(Station station) {
        var gauge = registry.find("otp.provider.breaker").tags(breakerTags(station)).gauge();
        if (gauge != null) {
            registry.remove(gauge);
        }
    }

    private static Tags breakerTags(Station station) {
        return Tags.of(
                "channel",
                station.channel().word(),
                "kind",
                station.kind(),
                "provider",
                station.id());
    }

    private static double level(Station station) {
        return switch (station.breaker().state()) {
            case CLOSED -> 0;
            case HALF_OPEN -> 0.5;
            case OPEN -> 1;
        };
    }

    void lag(Duration lag) {
        lagMillis = lag.toMillis();
    }
}
