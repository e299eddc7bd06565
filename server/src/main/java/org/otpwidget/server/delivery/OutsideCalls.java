package org.otpwidget.server.delivery;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.delivery.provider.VendorAnswer;
import org.otpwidget.server.delivery.provider.VendorCall;
import org.otpwidget.server.delivery.provider.VendorHttp;
import org.otpwidget.server.secret.SecretText;
import org.springframework.http.HttpHeaders;

import reactor.core.publisher.Mono;

import tools.jackson.databind.JsonNode;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/** Calls that follow no redirects, read small answers only, and log nothing. */
public final class OutsideCalls implements AutoCloseable {

    private final VendorHttp http;

    OutsideCalls(VendorHttp http) {
        this.http = http;
    }

    /**
     * What came back.
     *
     * @param status of the answer; null: there was none
     * @param failure why there was none
     * @param retryAfter the answer's header of that name, as it came; null: it has none
     */
    public record Answer(
            @Nullable Integer status, @Nullable String failure, @Nullable String retryAfter) {}

    /**
     * Posts JSON. The answer is empty unless the status is 2xx, a missing node when it is no JSON,
     * and an error signal when none comes in time or the address is not a public one.
     *
     * @param authorization value of the header of that name; empty: none
     */
    public Mono<JsonNode> post(String uri, SecretText authorization, String json) {
        return Mono.defer(() -> http.exchange(call(uri, authorization, json)))
                .filter(VendorAnswer::isSuccess)
                .map(VendorAnswer::json);
    }

    /**
     * Posts JSON, and reads no more of the answer than {@link Answer} has; never an error signal.
     */
    public Mono<Answer> status(URI address, Map<String, String> headers, String json) {
        var all = new LinkedHashMap<>(headers);
        all.put("Content-Type", "application/json");
        return http.status(new VendorCall("POST", address, all, json))
                .map(
                        answer ->
                                new Answer(
                                        answer.status(),
                                        null,
                                        answer.headers().getFirst(HttpHeaders.RETRY_AFTER)))
                .onErrorResume(
                        failure -> Mono.just(new Answer(null, VendorHttp.reason(failure), null)));
    }

    @Override
    public void close() {
        http.close();
    }

    private static VendorCall call(String uri, SecretText authorization, String json) {
        VendorCall call = VendorCall.of("POST", uri, "application/json", json);
        String value = authorization.reveal();
        return value.isEmpty() ? call : call.with("Authorization", value);
    }
}
