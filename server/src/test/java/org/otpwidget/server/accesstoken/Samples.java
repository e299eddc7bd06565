package org.otpwidget.server.accesstoken;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.otpwidget.server.widget.Channel;

import reactor.core.publisher.Mono;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** Keys, claims and settings to test with. */
final class Samples {

    static final Instant NOW = Instant.parse("2026-11-22T10:00:00.123456Z");

    static final AccessTokenSettings SETTINGS =
            new AccessTokenSettings(
                    "https://otp.example.com",
                    Duration.ofMinutes(5),
                    Duration.ofDays(90),
                    Duration.ofHours(1),
                    Duration.ofSeconds(30));

    static final Claims CLAIMS = claims("919999999999", NOW);

    private Samples() {}

    static Claims claims(String identifier, Instant issuedAt) {
        return new Claims(
                "6b49d200aabbccddeeff0011",
                "3465756a3173343636383032",
                identifier,
                Channel.SMS,
                issuedAt,
                false,
                false);
    }

    /** A key whose seed is this byte, 32 times. */
    static SigningKey key(int seed, KeyTimes times) {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) seed);
        return new SigningKey(bytes, times);
    }

    /** A key that signs from {@link #NOW} on. */
    static SigningKey key(int seed) {
        return key(seed, Rotation.first(NOW).times());
    }

    static AccessTokens tokens(Clock clock, SigningKey... keys) {
        return tokens(clock, SETTINGS, keys);
    }

    static AccessTokens tokens(Clock clock, AccessTokenSettings settings, SigningKey... keys) {
        var set = new KeySet(List.of(keys));
        return new AccessTokens(
                () -> set,
                Mono.empty(),
                settings,
                new CheckMetrics(new SimpleMeterRegistry()),
                clock);
    }
}
