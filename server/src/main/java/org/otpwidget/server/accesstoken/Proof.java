package org.otpwidget.server.accesstoken;

import java.time.Instant;

/**
 * An access token of ours that holds now. Whether it was exchanged before is the request's to say.
 *
 * @param claims what it proves
 * @param issuer this installation
 * @param id the {@code jti}
 * @param expiresAt the first moment at which it no longer holds
 */
public record Proof(Claims claims, String issuer, String id, Instant expiresAt)
        implements Verdict {}
