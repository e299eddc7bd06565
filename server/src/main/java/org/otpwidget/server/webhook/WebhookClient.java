package org.otpwidget.server.webhook;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import com.github.benmanes.caffeine.cache.RemovalCause;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.delivery.Outside;
import org.otpwidget.server.delivery.OutsideCalls;

import reactor.core.publisher.Mono;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Calls webhooks in the form of Standard Webhooks. Each has connections of its own, so that a slow
 * one keeps no other waiting.
 */
final class WebhookClient {

    /** How long a webhook may take to answer. */
    static final Duration PATIENCE = Duration.ofSeconds(15);

    /** Longer than anything goes on with one. */
    private static final Duration LONGEST_IDLE = Duration.ofMinutes(5);

    private final LoadingCache<String, OutsideCalls> calls;
    private final Clock clock;

    WebhookClient(Outside outside, Duration patience, Clock clock) {
        this.clock = clock;
        this.calls =
                Caffeine.newBuilder()
                        .expireAfterAccess(LONGEST_IDLE)
                        .removalListener(WebhookClient::close)
                        .build(id -> outside.calls("webhook-" + id, patience));
    }

    /**
     * Sends an event once; never an error signal.
     *
     * @param id of the event
     */
    Mono<OutsideCalls.Answer> send(Target target, String id, String body) {
        long seconds = clock.instant().getEpochSecond();
        String signatures =
                target.secrets().stream()
                        .map(secret -> secret.sign(id, seconds, body))
                        .collect(Collectors.joining(" "));
        var headers =
                Map.of(
                        "webhook-id", id,
                        "webhook-timestamp", Long.toString(seconds),
                        "webhook-signature", signatures);
        return calls.get(target.webhookId()).status(target.url(), headers, body);
    }

    private static void close(
            @Nullable String id, @Nullable OutsideCalls calls, RemovalCause cause) {
        if (calls != null) {
            calls.close();
        }
    }
}
