package org.otpwidget.server.secret;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The published test vectors of what the keys are made of. */
class KeyTests {

    /** RFC 5869, appendix A.1. */
    @Test
    void derivesByHkdf() {
        byte[] derived =
                MasterKey.derive(
                        filled(22, 0x0b),
                        HexFormat.of().parseHex("000102030405060708090a0b0c"),
                        new String(
                                HexFormat.of().parseHex("f0f1f2f3f4f5f6f7f8f9"),
                                StandardCharsets.ISO_8859_1),
                        42);

        assertThat(derived)
                .asHexString()
                .isEqualToIgnoringCase(
                        "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf"
                                + "34007208d5b887185865");
    }

    /** RFC 4231, test case 1, whose data "Hi There" is given as one part's length and content. */
    @Test
    void hashesByHmac() throws Exception {
        byte[] key = filled(20, 0x0b);
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        byte[] expected = mac.doFinal(bytes("\0\0\0\10Hi There"));

        assertThat(new HashingKey(key).hash(bytes("Hi There"))).isEqualTo(expected);
        assertThat(mac.doFinal(bytes("Hi There")))
                .asHexString()
                .isEqualToIgnoringCase(
                        "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
    }

    /** C2SP XAES-256-GCM, both vectors: the two values of the derivation's most significant bit. */
    @Test
    void sealsByXaes() {
        byte[] nonce = bytes("ABCDEFGHIJKLMNOPQRSTUVWX");
        byte[] content = bytes("XAES-256-GCM");

        assertThat(box(filled(32, 1), nonce, content, ""))
                .asHexString()
                .isEqualToIgnoringCase("ce546ef63c9cc60765923609b33a9a1974e96e52daf2fcf7075e2271");
        assertThat(box(filled(32, 3), nonce, content, "c2sp.org/XAES-256-GCM"))
                .asHexString()
                .isEqualToIgnoringCase("986ec1832593df5443a179437fd083bf3fdb41abd740a21f71eb769d");
    }

    private static byte[] box(byte[] key, byte[] nonce, byte[] content, String associatedData) {
        byte[] box = new SealingKey(key).seal(nonce, content, bytes(associatedData));
        assertThat(box).startsWith(nonce);
        return Arrays.copyOfRange(box, nonce.length, box.length);
    }

    private static byte[] filled(int length, int value) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
