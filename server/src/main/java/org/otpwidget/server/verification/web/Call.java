package org.otpwidget.server.verification.web;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.account.Ids;
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
    private static final int LONGEST_STATE = 512;

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

    /** The request that a GET asks about, in the query as a rule. */
    String reqId() {
        String reqId = fields.text("reqId");
        if (reqId == null) {
            reqId = request.queryParam("reqId").filter(text -> !text.isBlank()).orElse(null);
        }
        if (reqId == null) {
            throw Problems.missing("reqId").refused();
        }
        if (!Ids.isId(reqId)) {
            throw Problems.MALFORMED_REQUEST_ID.refused();
        }
        return reqId;
    }

    /** The origin that a browser says it calls from. */
    @Nullable String origin() {
        return request.headers().firstHeader("Origin");
    }

    /** The page's own text, which a magic link gives back. */
    @Nullable String state() {
        String state = fields.text("state");
        if (state != null && state.length() > LONGEST_STATE) {
            throw Problems.invalid("state is longer than 512 characters.").refused();
        }
        return state;
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
