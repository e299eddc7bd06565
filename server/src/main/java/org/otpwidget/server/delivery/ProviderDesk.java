package org.otpwidget.server.delivery;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.delivery.provider.Provider;
import org.otpwidget.server.delivery.provider.Providers;
import org.otpwidget.server.delivery.provider.ReceiptOutcome;
import org.otpwidget.server.delivery.provider.ReceiptRequest;
import org.otpwidget.server.delivery.provider.Transcript;
import org.otpwidget.server.secret.SecretText;
import org.otpwidget.server.template.TemplateValues;
import org.otpwidget.server.template.Templates;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** What administrators and vendors want of a provider besides sending: trials, state, receipts. */
public class ProviderDesk {

    private static final Duration CODE_LIFE = Duration.ofMinutes(10);
    private static final int LEAST_CODE = 100_000;
    private static final int LONGEST_REASON = 500;

    private final SecureRandom random = new SecureRandom();
    private final Providers providers;
    private final Stations stations;
    private final Receipts receipts;
    private final Templates templates;
    private final Clock clock;

    ProviderDesk(
            Providers providers,
            Stations stations,
            Receipts receipts,
            Templates templates,
            Clock clock) {
        this.providers = providers;
        this.stations = stations;
        this.receipts = receipts;
        this.templates = templates;
        this.clock = clock;
    }

    /** How this node's circuit breaker for a provider stands: closed, open or half-open. */
    public String breaker(String providerId) {
        return stations.breaker(providerId).word();
    }

    /**
     * Reads a call of a provider's webhook and records what it reports; empty when there is no such
     * provider.
     */
    public Mono<ReceiptOutcome> receive(String providerId, ReceiptRequest request) {
        return providers
                .find(providerId)
                .flatMap(provider -> Mono.justOrEmpty(stations.of(provider)))
                .flatMap(station -> station.receive().apply(request))
                .delayUntil(outcome -> record(providerId, outcome));
    }

    /**
     * Sends a test message past the outbox, whatever the breaker says.
     *
     * @param recipient canonical e-mail address or number
     */
    public Mono<Trial> tryOut(Provider provider, String recipient) {
        var transcript = new Transcript();
        long start = Schedulers.parallel().now(TimeUnit.MILLISECONDS);
        return Mono.justOrEmpty(stations.of(provider))
                .flatMap(
                        station ->
                                transcript.over(station.send().apply(message(provider, recipient))))
                .timeout(Outbox.SEND_TIMEOUT)
                .onErrorResume(
                        failure ->
                                Mono.just(
                                        new Outcome.FailedForNow(
                                                failure.getClass().getSimpleName())))
                .defaultIfEmpty(new Outcome.FailedForNow("the provider cannot be used"))
                .map(
                        outcome ->
                                trial(
                                        provider,
                                        outcome,
                                        transcript,
                                        Schedulers.parallel().now(TimeUnit.MILLISECONDS) - start));
    }

    private Mono<Void> record(String providerId, ReceiptOutcome outcome) {
        return outcome instanceof ReceiptOutcome.Genuine genuine
                ? Flux.fromIterable(genuine.receipts())
                        .flatMap(receipt -> receipts.record(providerId, receipt))
                        .then()
                : Mono.empty();
    }

    private Message message(Provider provider, String recipient) {
        var code = SecretText.of(Integer.toString(random.nextInt(LEAST_CODE, 10 * LEAST_CODE)));
        var content =
                templates.render(
                        provider.channel(),
                        "en",
                        new TemplateValues("Test", code, CODE_LIFE.toMinutes(), null, Map.of()));
        Instant now = clock.instant();
        return new Message(
                now.toEpochMilli(),
                requestId(),
                recipient,
                "Test",
                content,
                code,
                now.plus(CODE_LIFE));
    }

    private String requestId() {
        byte[] bytes = new byte[12];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static Trial trial(
            Provider provider, Outcome outcome, Transcript transcript, long millis) {
        String answer = clean(transcript.words(), provider);
        Integer status = transcript.status();
        return switch (outcome) {
            case Outcome.Sent sent ->
                    new Trial("sent", sent.providerId(), null, null, status, answer, millis);
            case Outcome.FailedForNow failed ->
                    failedForNow(provider, failed.reason(), status, answer, millis);
            case Outcome.Deferred deferred ->
                    failedForNow(provider, deferred.reason(), status, answer, millis);
            case Outcome.FailedForGood failed ->
                    new Trial(
                            "failedForGood",
                            null,
                            shorten(clean(failed.reason(), provider)),
                            failed.cause().name().toLowerCase(Locale.ROOT),
                            status,
                            answer,
                            millis);
        };
    }

    private static Trial failedForNow(
            Provider provider,
            String reason,
            @Nullable Integer status,
            String answer,
            long millis) {
        return new Trial(
                "failedForNow",
                null,
                shorten(clean(reason, provider)),
                null,
                status,
                answer,
                millis);
    }

    /** Without the provider's secrets, as they are and as HTTP Basic spells them. */
    private static String clean(String words, Provider provider) {
        String clean = words;
        for (SecretText secret : provider.secrets().values()) {
            String text = secret.reveal();
            if (!text.isEmpty()) {
                clean = clean.replace(text, "[hidden]");
                clean =
                        clean.replace(
                                Base64.getEncoder().encodeToString(secret.revealBytes()),
                                "[hidden]");
            }
        }
        return clean;
    }

    private static String shorten(String text) {
        return text.length() <= LONGEST_REASON ? text : text.substring(0, LONGEST_REASON) + "…";
    }
}
