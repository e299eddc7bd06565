package org.otpwidget.server.verification;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.identifier.Identifier;
import org.otpwidget.server.secret.Purpose;
import org.otpwidget.server.secret.Sealed;
import org.otpwidget.server.secret.SecretText;
import org.otpwidget.server.secret.Secrets;
import org.springframework.stereotype.Component;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.List;

/**
 * Turns codes, and what recognises a repeated call, into what may be stored (verification rules 4
 * and 11).
 */
@Component
final class CodeVault {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Secrets secrets;

    CodeVault(Secrets secrets) {
        this.secrets = secrets;
    }

    /** The code's keyed hash, bound to its request. */
    String hash(String reqId, SecretText code) {
        return Bytea.of(secrets.hash(Purpose.CODE, bytes(reqId), code.revealBytes()).bytes());
    }

    /** A typed code's hashes under every key that requests may still carry. */
    List<String> hashes(String reqId, SecretText code) {
        return secrets.hashes(Purpose.CODE, bytes(reqId), code.revealBytes()).stream()
                .map(hash -> Bytea.of(hash.bytes()))
                .toList();
    }

    /** The code encrypted, for the outbox and for resends; it opens for this request only. */
    String seal(String reqId, SecretText code) {
        return Bytea.of(secrets.seal(Purpose.OUTBOX, code.revealBytes(), bytes(reqId)).bytes());
    }

    SecretText open(String reqId, Sealed sealed) {
        return SecretText.of(new String(secrets.open(Purpose.OUTBOX, sealed, bytes(reqId)), UTF_8));
    }

    /** What wrong guesses are counted under, across requests. */
    String identifierHash(Identifier identifier) {
        return Bytea.of(secrets.hash(Purpose.IDENTIFIER, bytes(identifier.value())).bytes());
    }

    /** What makes two sends the same call: the caller's key, or else all that the call says. */
    byte[] callHash(SendOrder order) {
        return secrets.hash(
                        Purpose.CALL,
                        bytes("send"),
                        bytes(order.widget().id()),
                        bytes(order.identifier().value()),
                        bytes(order.idempotencyKey() == null ? "" : order.idempotencyKey()),
                        bytes(
                                order.idempotencyKey() == null
                                        ? order.caller().identity() + " " + order.variables()
                                        : ""))
                .bytes();
    }

    @Nullable String retryKey(RetryOrder order) {
        return key("retry", order.idempotencyKey(), order.reqId(), String.valueOf(order.channel()));
    }

    /** Bound to the code as well: the same key with another code is another guess. */
    @Nullable String verifyKey(VerifyOrder order) {
        return key("verify", order.idempotencyKey(), order.reqId(), order.code().reveal());
    }

    private @Nullable String key(
            String call, @Nullable String idempotencyKey, String reqId, String detail) {
        return idempotencyKey == null
                ? null
                : Bytea.of(
                        secrets.hash(
                                        Purpose.CALL,
                                        bytes(call),
                                        bytes(idempotencyKey),
                                        bytes(reqId),
                                        bytes(detail))
                                .bytes());
    }

    /** A number for the database's lock on calls with this hash. */
    static long lockOf(byte[] callHash) {
        return ByteBuffer.wrap(callHash).getLong(Integer.BYTES);
    }

    /** What a phone carries through a check of invisible OTP, or keeps here meanwhile. */
    byte[] sealInvisible(byte[] content, String place) {
        return secrets.seal(Purpose.INVISIBLE, content, bytes(place)).bytes();
    }

    /**
     * What {@link #sealInvisible} sealed.
     *
     * @throws org.otpwidget.server.secret.SealBrokenException when it is anything else
     */
    byte[] openInvisible(byte[] sealed, String place) {
        return secrets.open(Purpose.INVISIBLE, Sealed.of(sealed), bytes(place));
    }

    static String nonce() {
        byte[] nonce = new byte[16];
        RANDOM.nextBytes(nonce);
        return Bytea.of(nonce);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
