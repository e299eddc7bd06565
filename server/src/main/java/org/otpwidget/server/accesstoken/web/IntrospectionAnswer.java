package org.otpwidget.server.accesstoken.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.accesstoken.Proof;
import org.otpwidget.server.widget.Channel;

/**
 * What introspection says: the claims of an active token, and not a word about any other.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7662#section-2.2">RFC 7662, section 2.2</a>
 */
@JsonPropertyOrder({
    "active",
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
@JsonInclude(JsonInclude.Include.NON_NULL)
record IntrospectionAnswer(
        boolean active,
        @Nullable String iss,
        @Nullable String aud,
        @Nullable String sub,
        @Nullable String jti,
        @Nullable Long iat,
        @Nullable Long exp,
        @Nullable Channel channel,
        @Nullable String reqId,
        @Nullable Boolean invisible,
        @Nullable Boolean demo) {

    static final IntrospectionAnswer INACTIVE =
            new IntrospectionAnswer(
                    false, null, null, null, null, null, null, null, null, null, null);

    static IntrospectionAnswer of(Proof proof) {
        var claims = proof.claims();
        return new IntrospectionAnswer(
                true,
                proof.issuer(),
                claims.widgetId(),
                claims.identifier(),
                proof.id(),
                claims.issuedAt().getEpochSecond(),
                proof.expiresAt().getEpochSecond(),
                claims.channel(),
                claims.reqId(),
                claims.invisible() ? true : null,
                claims.demo() ? true : null);
    }

    /** Leaves the identifier out. */
    @Override
    public String toString() {
        return "IntrospectionAnswer[active=" + active + "]";
    }
}
