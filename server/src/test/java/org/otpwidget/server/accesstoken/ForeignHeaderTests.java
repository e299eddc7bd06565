package org.otpwidget.server.accesstoken;

import static org.assertj.core.api.Assertions.assertThat;
import static org.otpwidget.server.accesstoken.Samples.CLAIMS;
import static org.otpwidget.server.accesstoken.Samples.NOW;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.util.Base64URL;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.otpwidget.server.accesstoken.Rejected.Reason;

import java.nio.charset.StandardCharsets;

/**
 * The attacks of RFC 8725, section 2, that begin in the header. Each forgery is signed by the right
 * key, so that only its header speaks against it.
 */
class ForeignHeaderTests {

    private final SigningKey key = Samples.key(1);
    private final AccessTokens tokens = Samples.tokens(new MovableClock(NOW), key);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'kid':'KID','typ':'JWT','alg':'none'}",
                "{'kid':'KID','typ':'JWT','alg':'HS256'}",
                "{'kid':'KID','typ':'JWT','alg':'ES256'}",
                "{'kid':'KID','typ':'JWT','alg':'eddsa'}",
                "{'kid':'KID','typ':'JWT'}",
                "{'kid':'KID','alg':'EdDSA'}",
                "{'typ':'JWT','alg':'EdDSA'}",
                "{'kid':'KID','typ':'at+jwt','alg':'EdDSA'}",
                "{'kid':'KID','typ':'JWT','alg':'EdDSA','alg':'none'}",
                "{'kid':'KID','typ':'JWT','alg':'EdDSA','crit':['exp']}",
                "{'kid':'KID','typ':'JWT','alg':'EdDSA','b64':false}",
                "{'kid':'KID','typ':'JWT','alg':'EdDSA','jku':'https://evil.example/jwks.json'}",
                "{'kid':'KID','typ':'JWT','alg':'EdDSA','x5u':'https://evil.example/x'}",
                "{'kid':'KID','typ':'JWT','alg':'EdDSA','jwk':{'kty':'OKP','crv':'Ed25519',"
                        + "'x':'11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo'}}",
                "{'kid':7,'typ':'JWT','alg':'EdDSA'}",
                "{'kid':null,'typ':'JWT','alg':'EdDSA'}",
                "['EdDSA']",
                "'EdDSA'",
                "{",
                ""
            })
    void refusesEveryHeaderButItsOwn(String header) {
        String json = header.replace('\'', '"').replace("KID", key.kid());

        assertThat(tokens.verify(signed(json))).isEqualTo(new Rejected(Reason.MALFORMED));
    }

    @Test
    void refusesItsOwnHeaderInAnotherSpelling() {
        String spaced = new Base64URL(key.header()).decodeToString().replace(",", ", ");

        assertThat(tokens.verify(signed(spaced))).isInstanceOf(Rejected.class);
    }

    @Test
    void refusesThePublicKeyUsedAsAnHmacSecret() throws Exception {
        var header = new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(key.kid()).build();
        var forged = new JWSObject(header, new Payload("{}"));
        forged.sign(new MACSigner(key.publicKey()));

        assertThat(tokens.verify(forged.serialize())).isEqualTo(new Rejected(Reason.MALFORMED));
    }

    @Test
    void doesNotReadALongHeader() {
        String json =
                new Base64URL(key.header())
                        .decodeToString()
                        .replace("\"kid\":\"", "\"kid\":\"" + "k".repeat(200));

        assertThat(tokens.verify(signed(json))).isEqualTo(new Rejected(Reason.MALFORMED));
    }

    private String signed(String header) {
        String token = tokens.issue(CLAIMS);
        String input =
                Base64URL.encode(header)
                        + token.substring(token.indexOf('.'), token.lastIndexOf('.'));
        return input + '.' + Base64URL.encode(key.sign(input.getBytes(StandardCharsets.US_ASCII)));
    }
}
