package org.otpwidget.server.accesstoken;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.util.Base64URL;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;

/**
 * The published examples.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8037#appendix-A">RFC 8037, appendix A</a>
 */
class SigningKeyTests {

    private static final byte[] SEED =
            new Base64URL("nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A").decode();

    private final SigningKey key = new SigningKey(SEED, Rotation.first(Samples.NOW).times());

    @Test
    void derivesThePublicKeyOfRfc8037() {
        assertThat(key.jwk().getX()).hasToString("11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo");
        assertThat(key.jwk().getX().decode()).isEqualTo(key.publicKey());
    }

    @Test
    void isNamedByTheThumbprintOfRfc8037() {
        assertThat(key.kid()).isEqualTo("kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k");
    }

    @Test
    void signsTheExampleOfRfc8037() {
        String input = "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc";

        byte[] signature = key.sign(input.getBytes(StandardCharsets.US_ASCII));

        assertThat(Base64URL.encode(signature))
                .hasToString(
                        "hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg");
    }

    @Test
    void publishesNoPrivatePart() {
        assertThat(key.jwk().isPrivate()).isFalse();
        assertThat(key.jwk().toJSONString()).doesNotContain("nWGxne_9", "\"d\"");
    }

    @Test
    void showsOnlyItsName() {
        assertThat(key).hasToString("SigningKey[kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k]");
    }
}
