package org.otpwidget.server.dashboard;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A browser and an authenticator with one passkey, which do what the standard says, or, when a test
 * sets one of the fields, something else.
 *
 * @see <a href="https://www.w3.org/TR/webauthn-3/#sctn-authenticator-data">Authenticator data</a>
 */
final class VirtualAuthenticator {

    private static final int PRESENT = 0x01;
    private static final int VERIFIED = 0x04;
    private static final int ATTESTED = 0x40;

    private final byte[] credentialId = random(32);
    private final KeyPair keys = keys();

    String origin = "https://otp.shop.example";
    String site = "otp.shop.example";
    boolean verifies = true;
    boolean breaksSignatures;
    int count = 1;

    /** Who the passkey is for; learnt when it is made. */
    String userHandle = "";

    /** Makes the passkey: what the page sends on. */
    String create(String options) {
        JsonNode asked = JsonMapper.shared().readTree(options);
        userHandle = asked.path("user").path("id").asString();
        byte[] data = data(ATTESTED, attested());
        var attestation = new ByteArrayOutputStream();
        attestation.write(0xA3);
        word(attestation, "fmt");
        word(attestation, "none");
        word(attestation, "attStmt");
        attestation.write(0xA0);
        word(attestation, "authData");
        bytes(attestation, data);
        var response = new LinkedHashMap<String, Object>();
        response.put("clientDataJSON", text(client("webauthn.create", asked)));
        response.put("attestationObject", text(attestation.toByteArray()));
        response.put("transports", new String[] {"internal"});
        return credential(response);
    }

    /** Signs: what the page sends on. */
    String get(String options) {
        byte[] client = client("webauthn.get", JsonMapper.shared().readTree(options));
        byte[] data = data(0, new byte[0]);
        byte[] signature = sign(data, sha256(client));
        if (breaksSignatures) {
            signature[signature.length - 1] ^= 1;
        }
        return credential(
                Map.of(
                        "clientDataJSON", text(client),
                        "authenticatorData", text(data),
                        "signature", text(signature),
                        "userHandle", userHandle));
    }

    private String credential(Map<String, ?> response) {
        return JsonMapper.shared()
                .writeValueAsString(
                        Map.of(
                                "id", text(credentialId),
                                "rawId", text(credentialId),
                                "type", "public-key",
                                "clientExtensionResults", Map.of(),
                                "response", response));
    }

    private byte[] client(String type, JsonNode asked) {
        var data = new LinkedHashMap<String, Object>();
        data.put("type", type);
        data.put("challenge", asked.path("challenge").asString());
        data.put("origin", origin);
        data.put("crossOrigin", false);
        return JsonMapper.shared().writeValueAsBytes(data);
    }

    private byte[] data(int flags, byte[] attested) {
        byte[] hash = sha256(site.getBytes(StandardCharsets.UTF_8));
        return ByteBuffer.allocate(hash.length + 5 + attested.length)
                .put(hash)
                .put((byte) (PRESENT | (verifies ? VERIFIED : 0) | flags))
                .putInt(count++)
                .put(attested)
                .array();
    }

    private byte[] attested() {
        var point = ((ECPublicKey) keys.getPublic()).getW();
        var key = new ByteArrayOutputStream();
        key.writeBytes(new byte[] {(byte) 0xA5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21});
        bytes(key, unsigned(point.getAffineX().toByteArray()));
        key.write(0x22);
        bytes(key, unsigned(point.getAffineY().toByteArray()));
        return ByteBuffer.allocate(18 + credentialId.length + key.size())
                .position(16)
                .putShort((short) credentialId.length)
                .put(credentialId)
                .put(key.toByteArray())
                .array();
    }

    private byte[] sign(byte[] data, byte[] clientHash) {
        try {
            var signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(keys.getPrivate());
            signature.update(data);
            signature.update(clientHash);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void word(ByteArrayOutputStream cbor, String word) {
        cbor.write(0x60 + word.length());
        cbor.writeBytes(word.getBytes(StandardCharsets.UTF_8));
    }

    private static void bytes(ByteArrayOutputStream cbor, byte[] bytes) {
        cbor.write(0x58);
        cbor.write(bytes.length);
        cbor.writeBytes(bytes);
    }

    private static byte[] unsigned(byte[] number) {
        byte[] exact = new byte[32];
        int length = Math.min(number.length, exact.length);
        System.arraycopy(
                Arrays.copyOfRange(number, number.length - length, number.length),
                0,
                exact,
                exact.length - length,
                length);
        return exact;
    }

    private static KeyPair keys() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
