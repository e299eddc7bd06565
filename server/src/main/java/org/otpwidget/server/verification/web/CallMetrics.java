package org.otpwidget.server.verification.web;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

import org.springframework.stereotype.Component;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How often each call ended how, and how long it took: {@code otp_calls_seconds} by call and
 * outcome, where the outcome is {@code success} or the error's {@code reason}.
 */
@Component
final class CallMetrics {

    private record Key(String call, String outcome) {}

    private final MeterRegistry registry;
    private final Map<Key, Timer> timers = new ConcurrentHashMap<>();

    CallMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    void record(String call, Map<String, Object> answer, Duration time) {
        String outcome = String.valueOf(answer.getOrDefault("reason", "success"));
        timers.computeIfAbsent(new Key(call, outcome), this::timer).record(time);
    }

    private Timer timer(Key key) {
        return Timer.builder("otp.calls")
                .description("Calls of the widget API by outcome")
                .tags("call", key.call(), "outcome", key.outcome())
                .register(registry);
    }
}
