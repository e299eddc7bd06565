package org.otpwidget.server.accesstoken;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.util.Base64URL;

import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/**
 * An Ed25519 key with the time in which it signs. Signatures are deterministic, so the same claims
 * always yield the same token.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8032#section-5.1.6">RFC 8032, section 5.1.6</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8037">RFC 8037: EdDSA in JOSE</a>
 */
final class SigningKey {

    private final Ed25519PrivateKeyParameters privateKey;
    private final TokenIds tokenIds;
    private final OctetKeyPair jwk;
    private final String header;
    private final KeyTimes times;

    SigningKey(byte[] seed, KeyTimes times) {
        this.privateKey = new Ed25519PrivateKeyParameters(seed);
        this.tokenIds = new TokenIds(seed);
        this.jwk = publicJwk(privateKey);
        this.header =
                new JWSHeader.Builder(JWSAlgorithm.EdDSA)
                        .type(JOSEObjectType.JWT)
                        .keyID(jwk.getKeyID())
                        .build()
                        .toBase64URL()
                        .toString();
        this.times = times;
    }

    /** The thumbprint of the public key (RFC 7638): two keys never share it by mistake. */
    String kid() {
        return jwk.getKeyID();
    }

    /** The key as others see it, without its private part. */
    OctetKeyPair jwk() {
        return jwk;
    }

    /** The protected header of every token of this key, encoded: the only one that is accepted. */
    String header() {
        return header;
    }

    KeyTimes times() {
        return times;
    }

    /** The {@code jti} of a request's token. */
    String tokenId(String reqId) {
        return tokenIds.of(reqId);
    }

    byte[] seed() {
        return privateKey.getEncoded();
    }

    byte[] publicKey() {
        return privateKey.generatePublicKey().getEncoded();
    }

    byte[] sign(byte[] input) {
        byte[] signature = new byte[Ed25519.SIGNATURE_SIZE];
        privateKey.sign(Ed25519.Algorithm.Ed25519, null, input, 0, input.length, signature, 0);
        return signature;
    }

    private static OctetKeyPair publicJwk(Ed25519PrivateKeyParameters privateKey) {
        try {
            return new OctetKeyPair.Builder(
                            Curve.Ed25519,
                            Base64URL.encode(privateKey.generatePublicKey().getEncoded()))
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.EdDSA)
                    .keyIDFromThumbprint()
                    .build();
        } catch (JOSEException e) {
            throw new IllegalStateException("SHA-256 is missing", e);
        }
    }

    /** Names the key and nothing of what is in it. */
    @Override
    public String toString() {
        return "SigningKey[" + kid() + "]";
    }
}
