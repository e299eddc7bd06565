package org.otpwidget.server.verification;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.client.Addresses;
import org.otpwidget.server.identifier.Identifier;
import org.otpwidget.server.secret.KeyedHash;
import org.otpwidget.server.secret.Purpose;
import org.otpwidget.server.secret.Sealed;
import org.otpwidget.server.secret.SecretText;
import org.otpwidget.server.secret.Secrets;
import org.springframework.stereotype.Component;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.List;
import java.util.Objects;

/**
 * Turns codes, and what recognises a repeated call, into what may be stored (verification rules 4
 * and 11).
 */
@Component
final class CodeVault {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final byte[] LINK = bytes("link");
    private static final byte[] BROWSER = bytes("browser");

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

    /** The keyed hash of a link's secret, which no typed code can equal. */
    String linkHash(LinkToken link) {
        return Bytea.of(
                secrets.hash(Purpose.CODE, LINK, link.id(), link.secret().revealBytes()).bytes());
    }

    /** A link's hashes under every key that requests may still carry. */
    String[] linkHashes(LinkToken link) {
        return texts(secrets.hashes(Purpose.CODE, LINK, link.id(), link.secret().revealBytes()));
    }

    /** What a browser's cookie is recognised by; null without one. */
    @Nullable String browserHash(@Nullable SecretText cookie) {
        return cookie == null
                ? null
                : Bytea.of(secrets.hash(Purpose.CREDENTIAL, BROWSER, cookie.revealBytes()).bytes());
    }

    /** The same under every key; none without a cookie. */
    String[] browserHashes(@Nullable SecretText cookie) {
        return cookie == null
                ? new String[0]
                : texts(secrets.hashes(Purpose.CREDENTIAL, BROWSER, cookie.revealBytes()));
    }

    /** What denied requests are counted under: the address that asked for them. */
    String askerHash(InetAddress address) {
        return Bytea.of(
                secrets.hash(
                                Purpose.IDENTIFIER,
                                bytes("asker"),
                                bytes(Addresses.format(Addresses.forLimits(address))))
                        .bytes());
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
                                        ? order.caller().identity()
                                                + " "
                                                + order.variables()
                                                + Objects.requireNonNullElse(
                                                        order.visit().state(), "")
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
        return Bytea.of(nonceBytes());
    }

    static byte[] nonceBytes() {
        byte[] nonce = new byte[16];
        RANDOM.nextBytes(nonce);
        return nonce;
    }

    private static String[] texts(List<KeyedHash> hashes) {
        return hashes.stream().map(hash -> Bytea.of(hash.bytes())).toArray(String[]::new);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
