package org.otpwidget.server.invisible;

import org.otpwidget.server.delivery.Outside;
import org.otpwidget.server.delivery.OutsideCalls;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

import reactor.core.publisher.Mono;

import tools.jackson.databind.JsonNode;

import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;

/**
 * Calls providers: once to begin a check, once to hear how it ended. Whatever goes wrong, it ends
 * soon and as not confirmed, never as an error: the visitor gets a code instead.
 */
@Component
public class InvisibleChecks implements AutoCloseable {

    /** Two calls make a check, so a visitor waits for three seconds at most. */
    static final Duration PATIENCE = Duration.ofMillis(1500);

    private static final Logger LOG = LoggerFactory.getLogger(InvisibleChecks.class);
    private static final int LONGEST = 4000;

    private final Outside outside;
    private final OutsideCalls calls;

    InvisibleChecks(Outside outside) {
        this.outside = outside;
        this.calls = outside.calls("invisible", PATIENCE);
    }

    /**
     * Begins a check of a number; empty when the provider does not.
     *
     * @param number digits with country code
     * @param ip the phone's address, by which providers know its network
     * @param callback path and query of ours, where the phone ends up
     */
    public Mono<Check> begin(
            InvisibleProvider provider, String number, InetAddress ip, String callback) {
        var values =
                Map.of(
                        "TO",
                        number,
                        "PLUS_TO",
                        "+" + number,
                        "IP",
                        ip.getHostAddress(),
                        "CALLBACK_URL",
                        outside.address(callback).toString());
        return call(
                provider,
                "begin",
                provider.startUrl(),
                provider.startBody(),
                values,
                answer -> check(provider, answer));
    }

    /**
     * Whether the provider confirms that the phone has the number.
     *
     * @param code what the phone brought
     */
    public Mono<Boolean> isConfirmed(
            InvisibleProvider provider, String number, String session, String code) {
        var values =
                Map.of("TO", number, "PLUS_TO", "+" + number, "SESSION", session, "CODE", code);
        return call(
                        provider,
                        "finish",
                        provider.finishUrl(),
                        provider.finishBody(),
                        values,
                        answer ->
                                confirms(provider, number, answer)
                                        ? Mono.just(true)
                                        : Mono.<Boolean>empty())
                .defaultIfEmpty(false);
    }

    @Override
    public void close() {
        calls.close();
    }

    private <T> Mono<T> call(
            InvisibleProvider provider,
            String what,
            String url,
            String body,
            Map<String, String> values,
            Function<JsonNode, Mono<T>> read) {
        return calls.post(
                        Placeholders.inAddress(url, values),
                        provider.authorization(),
                        Placeholders.inJson(body, values))
                .flatMap(read)
                .onErrorResume(failure -> failed(what, failure));
    }

    /** Never the exception's own text, which may hold the address with its query. */
    private static <T> Mono<T> failed(String what, Throwable failure) {
        LOG.warn("Invisible OTP could not {}: {}", what, failure.getClass().getSimpleName());
        return Mono.empty();
    }

    private static Mono<Check> check(InvisibleProvider provider, JsonNode answer) {
        String url = text(answer, provider.checkUrlPointer());
        String session = text(answer, provider.sessionPointer());
        boolean complete = !session.isEmpty() || !needsSession(provider);
        return isAddress(url) && complete
                ? Mono.just(new Check(URI.create(url), session))
                : Mono.empty();
    }

    private static boolean needsSession(InvisibleProvider provider) {
        return (provider.finishUrl() + provider.finishBody()).contains("##SESSION##");
    }

    private static boolean confirms(InvisibleProvider provider, String number, JsonNode answer) {
        boolean confirmed = text(answer, provider.resultPointer()).equals(provider.resultValue());
        return confirmed
                && (provider.numberPointer().isEmpty()
                        || text(answer, provider.numberPointer())
                                .replaceFirst("^\\+", "")
                                .equals(number));
    }

    /** Carriers know a phone by what they add to plain HTTP, so that is fine here. */
    private static boolean isAddress(String text) {
        try {
            URI address = URI.create(text);
            return address.getHost() != null
                    && ("https".equals(address.getScheme()) || "http".equals(address.getScheme()));
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private static String text(JsonNode answer, String pointer) {
        JsonNode found = pointer.isEmpty() ? null : answer.at(pointer);
        String text = found != null && found.isValueNode() ? found.asString() : "";
        return text.length() > LONGEST ? "" : text;
    }
}
