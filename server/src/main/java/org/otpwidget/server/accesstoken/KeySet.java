package org.otpwidget.server.accesstoken;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The keys that a node knows at one moment, oldest first. */
final class KeySet {

    static final KeySet EMPTY = new KeySet(List.of());

    private final List<SigningKey> keys;
    private final Map<String, SigningKey> byHeader;

    KeySet(List<SigningKey> keys) {
        this.keys =
                keys.stream()
                        .sorted(Comparator.comparingLong(key -> key.times().generation()))
                        .toList();
        this.byHeader =
                keys.stream().collect(Collectors.toMap(SigningKey::header, Function.identity()));
    }

    /**
     * The key for a token of that moment. It follows from the token's time and not from the clock,
     * so that issuing again after a rotation yields the same token.
     *
     * @param now keys that have retired by then sign nothing any more
     */
    SigningKey signer(Instant issuedAt, Instant now) {
        return Stream.concat(
                        keys.reversed().stream().filter(key -> key.times().signsAt(issuedAt)),
                        keys.stream())
                .filter(key -> !key.times().retiredAt(now))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No signing key is loaded"));
    }

    /** The key whose tokens begin with this encoded header, unless it has retired. */
    @Nullable SigningKey ofHeader(String header, Instant now) {
        SigningKey key = byHeader.get(header);
        return key == null || key.times().retiredAt(now) ? null : key;
    }

    Optional<SigningKey> newest() {
        return keys.isEmpty() ? Optional.empty() : Optional.of(keys.getLast());
    }

    /**
     * The public keys: those that will sign, the one that signs, and those whose tokens still hold.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc7517#section-5">RFC 7517, section 5</a>
     */
    JWKSet published(Instant now) {
        return new JWKSet(
                keys.reversed().stream()
                        .filter(key -> !key.times().retiredAt(now))
                        .<JWK>map(SigningKey::jwk)
                        .toList());
    }
}
