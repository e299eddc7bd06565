package org.otpwidget.server.verification.web;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.problem.Problems;
import org.springframework.web.reactive.function.server.ServerRequest;

import java.net.InetAddress;
import java.util.Objects;

/**
 * One call as it came in.
 *
 * @param ip the client's address, trusted proxies taken off
 */
record Call(ServerRequest request, CallFields fields, InetAddress ip) {

    private static final int LONGEST_KEY = 100;

    /** A credential from where clients put it: body, header or query (contract section 1). */
    @Nullable String credential(String name) {
        String value = fields.text(name);
        if (value == null) {
            value = header(name);
        }
        return value == null
                ? request.queryParam(name).filter(text -> !text.isBlank()).orElse(null)
                : value;
    }

    /** The origin that a browser says it calls from. */
    @Nullable String origin() {
        return request.headers().firstHeader("Origin");
    }

    /** The pages around the frame that the caller's page runs in, as {@link Frames} reads them. */
    @Nullable String framedBy() {
        return fields.has("framedBy")
                ? Objects.requireNonNullElse(fields.text("framedBy"), "")
                : request.queryParam("framedBy").orElse(null);
    }

    /** The caller's own key of this call. */
    @Nullable String idempotencyKey() {
        String key = fields.text("idempotencyKey");
        if (key == null) {
            key = header("Idempotency-Key");
        }
        if (key != null && key.length() > LONGEST_KEY) {
            throw Problems.invalid("idempotencyKey is longer than 100 characters.").refused();
        }
        return key;
    }

    private @Nullable String header(String name) {
        String value = request.headers().firstHeader(name);
        return value == null || value.isBlank() ? null : value.strip();
    }
}
