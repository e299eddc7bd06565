package org.otpwidget.server.accesstoken;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

import org.otpwidget.server.accesstoken.Rejected.Reason;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** Counts checked access tokens by outcome: {@code otp.access_token.checks}. */
final class CheckMetrics {

    private static final String NAME = "otp.access_token.checks";

    private final Counter proofs;
    private final Map<Reason, Counter> rejections = new EnumMap<>(Reason.class);

    CheckMetrics(MeterRegistry registry) {
        this.proofs = counter(registry, "proof");
        for (Reason reason : Reason.values()) {
            rejections.put(reason, counter(registry, reason.name().toLowerCase(Locale.ROOT)));
        }
    }

    void count(Verdict verdict) {
        switch (verdict) {
            case Proof _ -> proofs.increment();
            case Rejected(Reason reason) -> rejections.getOrDefault(reason, proofs).increment();
        }
    }

    private static Counter counter(MeterRegistry registry, String outcome) {
        return Counter.builder(NAME)
                .description("Access tokens that were checked, by outcome")
                .tag("outcome", outcome)
                .register(registry);
    }
}
