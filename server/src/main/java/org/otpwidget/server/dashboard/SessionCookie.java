package org.otpwidget.server.dashboard;

import org.otpwidget.server.secret.SecretText;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.http.server.reactive.ServerHttpRequest;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The cookie that a session lives in. Its name makes browsers hold it to HTTPS and to this very
 * host; only on this machine itself, where there is no HTTPS, it has a plain name.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6265#section-4.1.2.5">RFC 6265, 4.1.2.5</a>
 */
public final class SessionCookie {

    private static final String NAME = "otp-session";
    private static final String SECURE_NAME = "__Host-" + NAME;
    private static final Duration LIFETIME = Duration.ofDays(7);

    private static final Pattern THIS_MACHINE =
            Pattern.compile(
                    "(?:localhost|127(?:\\.\\d{1,3}){3}|\\[::1])(?::\\d+)?",
                    Pattern.CASE_INSENSITIVE);

    private SessionCookie() {}

    /** What the browser holds of a session. */
    static Optional<SecretText> read(ServerHttpRequest request) {
        var secure = request.getCookies().getFirst(SECURE_NAME);
        var plain = isLocal(request) ? request.getCookies().getFirst(NAME) : null;
        return Optional.ofNullable(secure == null ? plain : secure)
                .map(cookie -> SecretText.of(cookie.getValue()));
    }

    /** Lets the browser hold a session. */
    public static ResponseCookie of(ServerHttpRequest request, SecretText token) {
        return cookie(request, token.reveal(), LIFETIME);
    }

    /** Lets the browser forget its session. */
    public static ResponseCookie gone(ServerHttpRequest request) {
        return cookie(request, "", Duration.ZERO);
    }

    /** Whether the browser asks for a host of its own machine, where HTTP is as good as HTTPS. */
    public static boolean isLocal(ServerHttpRequest request) {
        String host = request.getHeaders().getFirst(HttpHeaders.HOST);
        return host != null && THIS_MACHINE.matcher(host).matches();
    }

    private static ResponseCookie cookie(
            ServerHttpRequest request, String value, Duration lifetime) {
        return ResponseCookie.from(name(request), value)
                .path("/")
                .httpOnly(true)
                .secure(!isPlain(request))
                .sameSite("Lax")
                .maxAge(lifetime)
                .build();
    }

    private static String name(ServerHttpRequest request) {
        return isPlain(request) ? NAME : SECURE_NAME;
    }

    /**
     * A proxy on this machine may say its own name, so what the browser says of HTTPS counts too.
     */
    static boolean isPlain(ServerHttpRequest request) {
        String origin = request.getHeaders().getOrigin();
        return isLocal(request) && (origin == null || !origin.startsWith("https:"));
    }
}
