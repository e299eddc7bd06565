package org.otpwidget.server.accesstoken;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Names tokens ({@code jti}): a request has one token, so its name follows from the request, under
 * a key, so that only we can tell it beforehand. The key comes from the signing key, which makes a
 * token a function of its claims and that one key.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7519#section-4.1.7">RFC 7519, section 4.1.7</a>
 */
final class TokenIds {

    private static final String ALGORITHM = "HmacSHA256";
    private static final byte[] LABEL = "otp-widget jti".getBytes(StandardCharsets.US_ASCII);
    private static final int LENGTH = 16;

    /** Cloned for each use, which is cheaper than to look an algorithm up and safe in parallel. */
    private final Mac prepared;

    TokenIds(byte[] seed) {
        this.prepared = mac(mac(seed).doFinal(LABEL));
    }

    /** 128 bits as 22 characters. */
    String of(String reqId) {
        try {
            Mac mac = (Mac) prepared.clone();
            byte[] hash = mac.doFinal(reqId.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(Arrays.copyOf(hash, LENGTH));
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Mac mac(byte[] key) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
