package org.otpwidget.server.delivery;

import io.micrometer.core.instrument.MeterRegistry;
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

    /** Notes how long a sender took for one message. */
    void took(Sender sender, Duration time) {
        Timer.builder("otp.message.send")
                .description("Time that a sender took for one message")
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(1))
                .maximumExpectedValue(Outbox.SEND_TIMEOUT)
                .tags("channel", sender.channel().word(), "provider", sender.name())
                .register(registry)
                .record(time);
    }

    void lag(Duration lag) {
        lagMillis = lag.toMillis();
    }
}
