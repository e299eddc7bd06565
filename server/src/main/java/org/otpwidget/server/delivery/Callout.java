package org.otpwidget.server.delivery;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.delivery.provider.VendorCall;
import org.otpwidget.server.delivery.provider.VendorHttp;

import reactor.core.publisher.Mono;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A bounded way to one address that an account chose. Names that stand for private addresses are
 * not called, unless the installation allows it, and redirects are not followed.
 */
public final class Callout implements AutoCloseable {

    private final VendorHttp http;

    Callout(VendorHttp http) {
        this.http = http;
    }

    /**
     * What came back.
     *
     * @param status of the answer; null: there was none
     * @param failure why there was none
     */
    public record Answer(@Nullable Integer status, @Nullable String failure) {}

    /** Posts JSON; never an error signal. */
    public Mono<Answer> post(URI address, Map<String, String> headers, String json) {
        var all = new LinkedHashMap<>(headers);
        all.put("Content-Type", "application/json");
        return http.status(new VendorCall("POST", address, all, json))
                .map(status -> new Answer(status, null))
                .onErrorResume(failure -> Mono.just(new Answer(null, VendorHttp.reason(failure))));
    }

    @Override
    public void close() {
        http.close();
    }
}
