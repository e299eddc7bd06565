package org.otpwidget.server.accesstoken;

import org.otpwidget.server.accesstoken.Rejected.Reason;

import reactor.core.publisher.Mono;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.function.Supplier;

/**
 * Issues and checks access tokens: JWTs signed with EdDSA over Ed25519.
 *
 * <p>Issuing is deterministic: the same claims yield the same token, so that a verification that is
 * submitted again gets the token of the first time though nobody stored it. For the same reason
 * this server checks a token by signing it again, which costs less than half of a verification (see
 * {@code RATIONALE.md}).
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8725">RFC 8725: JWT practice</a>
 */
public final class AccessTokens {

    /** Longer ones are not looked at; the longest e-mail address makes a token of about 1,000. */
    static final int MAX_LENGTH = 4096;

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private static final Verdict UNKNOWN_KEY = new Rejected(Reason.UNKNOWN_KEY);

    private final Supplier<KeySet> keys;
    private final Mono<Void> lookForKeys;
    private final AccessTokenSettings settings;
    private final CheckMetrics metrics;
    private final Clock clock;

    /**
     * @param keys as this node knows them
     * @param lookForKeys loads the keys of other nodes, now and then
     */
    AccessTokens(
            Supplier<KeySet> keys,
            Mono<Void> lookForKeys,
            AccessTokenSettings settings,
            CheckMetrics metrics,
            Clock clock) {
        this.keys = keys;
        this.lookForKeys = lookForKeys;
        this.settings = settings;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** The access token of these claims; it expires a lifetime after they were issued. */
    public String issue(Claims claims) {
        SigningKey key = keys.get().signer(claims.issuedAt(), clock.instant());
        byte[] body =
                TokenBody.of(
                                claims,
                                settings.issuer(),
                                key.tokenId(claims.reqId()),
                                settings.lifetime())
                        .json();
        String input = key.header() + '.' + BASE64.encodeToString(body);
        return input + '.' + signature(key, input);
    }

    /**
     * Whether a token is one of ours and holds now, by the keys that this node knows. It costs no
     * database access; {@link #check} also finds a key that another node has just made.
     */
    public Verdict verify(String token) {
        Verdict verdict = verify(token, clock.instant());
        metrics.count(verdict);
        return verdict;
    }

    /**
     * As {@link #verify(String)}, but looks for new keys, now and then, before it rejects an
     * unknown one.
     */
    public Mono<Verdict> check(String token) {
        return Mono.fromSupplier(() -> verify(token, clock.instant()))
                .filter(verdict -> !verdict.equals(UNKNOWN_KEY))
                .switchIfEmpty(
                        lookForKeys.then(Mono.fromSupplier(() -> verify(token, clock.instant()))))
                .doOnNext(metrics::count);
    }

    private Verdict verify(String token, Instant now) {
        int header = token.indexOf('.');
        int body = token.lastIndexOf('.');
        if (token.length() > MAX_LENGTH || header < 0 || header == body) {
            return new Rejected(Reason.MALFORMED);
        }
        SigningKey key = keys.get().ofHeader(token.substring(0, header), now);
        if (key == null) {
            return new Rejected(ForeignHeader.reason(token.substring(0, header)));
        }
        if (!same(signature(key, token.substring(0, body)), token.substring(body + 1))) {
            return new Rejected(Reason.BAD_SIGNATURE);
        }
        return settled(TokenBody.read(decoded(token.substring(header + 1, body))).proof(), now);
    }

    private Verdict settled(Proof proof, Instant now) {
        if (!proof.issuer().equals(settings.issuer())) {
            return new Rejected(Reason.WRONG_ISSUER);
        }
        return now.isBefore(proof.expiresAt()) ? proof : new Rejected(Reason.EXPIRED);
    }

    private static String signature(SigningKey key, String input) {
        return BASE64.encodeToString(key.sign(input.getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * Compares the encoded form, in constant time: another spelling of the same bytes is refused.
     */
    private static boolean same(String expected, String given) {
        return MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] decoded(String body) {
        return Base64.getUrlDecoder().decode(body);
    }
}
