package org.otpwidget.server.accesstoken;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.widget.Channel;

import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

import java.time.Duration;
import java.time.Instant;

/**
 * The claims as they stand in the token; times in seconds since 1970.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7519#section-4.1">RFC 7519, section 4.1</a>
 */
@JsonPropertyOrder({
    "iss",
    "aud",
    "sub",
    "jti",
    "iat",
    "exp",
    "channel",
    "reqId",
    "invisible",
    "demo"
})
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
record TokenBody(
        String iss,
        String aud,
        String sub,
        String jti,
        long iat,
        long exp,
        @Nullable Channel channel,
        String reqId,
        boolean invisible,
        boolean demo) {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final ObjectWriter WRITER = JSON.writerFor(TokenBody.class);
    private static final ObjectReader READER =
            JSON.readerFor(TokenBody.class)
                    .without(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES); // absent: false

    static TokenBody of(Claims claims, String issuer, String id, Duration lifetime) {
        long issuedAt = claims.issuedAt().getEpochSecond();
        return new TokenBody(
                issuer,
                claims.widgetId(),
                claims.identifier(),
                id,
                issuedAt,
                issuedAt + lifetime.toSeconds(),
                claims.channel(),
                claims.reqId(),
                claims.invisible(),
                claims.demo());
    }

    /** Reads claims whose signature has been found good. */
    static TokenBody read(byte[] json) {
        return READER.readValue(json);
    }

    byte[] json() {
        return WRITER.writeValueAsBytes(this);
    }

    Proof proof() {
        var claims =
                new Claims(reqId, aud, sub, channel, Instant.ofEpochSecond(iat), invisible, demo);
        return new Proof(claims, iss, jti, Instant.ofEpochSecond(exp));
    }

    /** Leaves the identifier out. */
    @Override
    public String toString() {
        return "TokenBody[reqId=" + reqId + "]";
    }
}
