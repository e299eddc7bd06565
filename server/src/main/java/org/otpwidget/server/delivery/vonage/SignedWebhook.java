package org.otpwidget.server.delivery.vonage;

import org.otpwidget.server.delivery.provider.Hmac;
import org.otpwidget.server.secret.SecretText;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;

/**
 * Vonage's proof of a webhook: a bearer token (JWT, HS256 with the signature secret) that holds the
 * SHA-256 of the body (https://developer.vonage.com/en/getting-started/concepts/webhooks). How old
 * it is doesn't matter: Vonage repeats webhooks for a day, and a receipt that comes twice does no
 * harm.
 */
final class SignedWebhook {

    private static final String SCHEME = "Bearer ";

    private SignedWebhook() {}

    static boolean isGenuine(String authorization, byte[] body, SecretText signatureSecret) {
        if (!authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                || signatureSecret.reveal().isEmpty()) {
            return false;
        }
        String token = authorization.substring(SCHEME.length()).strip();
        String[] parts = token.split("\\.", -1);
        if (parts.length != 3) {
            return false;
        }
        try {
            byte[] signature = Base64.getUrlDecoder().decode(parts[2]);
            byte[] expected = Hmac.SHA256.of(parts[0] + "." + parts[1], signatureSecret);
            return MessageDigest.isEqual(signature, expected)
                    && json(parts[0]).path("alg").asString("").equals("HS256")
                    && Hmac.isSame(json(parts[1]).path("payload_hash").asString(""), sha256(body));
        } catch (IllegalArgumentException | JacksonException _) {
            return false;
        }
    }

    private static JsonNode json(String part) {
        byte[] decoded = Base64.getUrlDecoder().decode(part);
        return JsonMapper.shared().readTree(new String(decoded, StandardCharsets.UTF_8));
    }

    private static String sha256(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
