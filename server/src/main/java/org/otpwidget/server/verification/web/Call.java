package org.otpwidget.server.verification.web;

import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.function.server.ServerRequest;

import java.net.InetAddress;

/**
 * One call as it came in.
 *
 * @param ip the client's address, trusted proxies taken off
 */
record Call(ServerRequest request, CallFields fields, InetAddress ip) {

    /** A credential from where clients put it: body, header or query (contract section 1). */
    @Nullable String credential(String name) {
        String value = fields.text(name);
        if (value == null) {
            value = request.headers().firstHeader(name);
        }
        return value == null ? request.queryParam(name).orElse(null) : value;
    }

    /** The origin that a browser says it calls from. */
    @Nullable String origin() {
        return request.headers().firstHeader("Origin");
    }

    /** The caller's own key of this call. */
    @Nullable String idempotencyKey() {
        String key = fields.text("idempotencyKey");
        return key == null ? request.headers().firstHeader("Idempotency-Key") : key;
    }
}
