package org.otpwidget.server.delivery.provider;

import org.springframework.http.HttpHeaders;
import org.springframework.util.MultiValueMap;

import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * A call of a webhook, as it came. It tells who got which message, so {@link #toString()} shows
 * nothing.
 *
 * @param method {@code GET} or {@code POST}
 * @param url the public address that was called, query included: some vendors sign it
 * @param query decoded
 * @param body exactly the bytes that were signed
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; a copy would cost each call
public record ReceiptRequest(
        String method,
        URI url,
        HttpHeaders headers,
        MultiValueMap<String, String> query,
        byte[] body) {

    /** The body as text. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** The first value of a header; empty when it is missing. */
    public String header(String name) {
        String value = headers.getFirst(name);
        return value == null ? "" : value;
    }

    @Override
    public String toString() {
        return "ReceiptRequest[" + method + "]";
    }
}
