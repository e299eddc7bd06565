package org.otpwidget.server.accesstoken;

import static org.assertj.core.api.Assertions.assertThat;
import static org.otpwidget.server.accesstoken.Samples.CLAIMS;
import static org.otpwidget.server.accesstoken.Samples.NOW;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Base64;
import java.util.List;

/** Checks tokens as a stranger would: by the published key set and the JDK alone. */
class PublishedKeysTests {

    private final SigningKey key = Samples.key(1);
    private final AccessTokens tokens = Samples.tokens(new MovableClock(NOW), key);

    @Test
    void letsAnybodyCheckATokenByThePublishedKey() throws Exception {
        String token = tokens.issue(CLAIMS);

        assertThat(verifies(token, published())).isTrue();
        assertThat(verifies("e" + token, published())).isFalse();
    }

    @Test
    void publishesWhatAClientNeedsAndNoMore() {
        assertThat(published().propertyNames())
                .containsExactlyInAnyOrder("kty", "crv", "x", "kid", "use", "alg");
        assertThat(published().get("alg").asString()).isEqualTo("EdDSA");
    }

    private JsonNode published() {
        String json = new KeySet(List.of(key)).published(NOW).toString();
        return JsonMapper.shared().readTree(json).get("keys").get(0);
    }

    private static boolean verifies(String token, JsonNode jwk) throws Exception {
        int end = token.lastIndexOf('.');
        Signature signature = Signature.getInstance("Ed25519");
        signature.initVerify(publicKey(jwk.get("x").asString()));
        signature.update(token.substring(0, end).getBytes(StandardCharsets.US_ASCII));
        return signature.verify(Base64.getUrlDecoder().decode(token.substring(end + 1)));
    }

    /** The point's y in little endian; the top bit says whether x is odd (RFC 8032, 5.1.2). */
    private static PublicKey publicKey(String x) throws Exception {
        byte[] encoded = Base64.getUrlDecoder().decode(x);
        boolean odd = (encoded[31] & 0x80) != 0;
        byte[] y = new byte[32];
        for (int i = 0; i < 32; i++) {
            y[i] = encoded[31 - i];
        }
        y[0] &= 0x7f;
        var point = new EdECPoint(odd, new BigInteger(1, y));
        return KeyFactory.getInstance("Ed25519")
                .generatePublic(new EdECPublicKeySpec(NamedParameterSpec.ED25519, point));
    }
}
