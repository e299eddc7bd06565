package org.otpwidget.server.verification.web;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.accesstoken.AccessTokenSettings;
import org.otpwidget.server.secret.SecretText;
import org.springframework.http.HttpCookie;
import org.springframework.http.ResponseCookie;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * The cookie by which the browser that asked for a magic link is known again when the link is
 * opened. It names nobody, and no call's answer depends on it but that of the link's own page.
 */
@Component
final class BrowserCookie {

    static final String NAME = "otp-browser";

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{22}");
    private static final int RANDOM_BYTES = 16;
    private static final Duration LIFE = Duration.ofDays(1);
    private static final SecureRandom RANDOM = new SecureRandom();

    /** Pages of other sites ask; browsers allow their calls cookies over HTTPS only. */
    private final boolean secure;

    BrowserCookie(AccessTokenSettings settings) {
        this.secure = settings.issuer().startsWith("https:");
    }

    /** The value that the browser brought, or a new one. */
    static SecretText of(ServerRequest request) {
        SecretText brought = brought(request.exchange().getRequest());
        if (brought != null) {
            return brought;
        }
        byte[] bytes = new byte[RANDOM_BYTES];
        RANDOM.nextBytes(bytes);
        return SecretText.of(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** The value that the browser brought, or null. */
    static @Nullable SecretText brought(ServerHttpRequest request) {
        HttpCookie cookie = request.getCookies().getFirst(NAME);
        return cookie != null && FORM.matcher(cookie.getValue()).matches()
                ? SecretText.of(cookie.getValue())
                : null;
    }

    void set(ServerRequest request, SecretText value) {
        request.exchange()
                .getResponse()
                .addCookie(
                        ResponseCookie.from(NAME, value.reveal())
                                .httpOnly(true)
                                .secure(secure)
                                .sameSite(secure ? "None" : "Lax")
                                .path("/")
                                .maxAge(LIFE)
                                .build());
    }
}
