package org.otpwidget.server.accesstoken;

/**
 * An access token that proves nothing. The reason is for metrics and tests; callers outside get one
 * answer for all of them, so that a forger learns nothing.
 */
public record Rejected(Reason reason) implements Verdict {

    /** Why a token was rejected. */
    public enum Reason {
        /** It is no JWS of ours: too long, wrong shape, another algorithm, extra parameters. */
        MALFORMED,
        /** It looks like ours, but its key is unknown or retired. */
        UNKNOWN_KEY,
        /** The signature is not the key's over this header and these claims. */
        BAD_SIGNATURE,
        /** It was issued under another issuer name. */
        WRONG_ISSUER,
        /** Its time is over. */
        EXPIRED
    }
}
