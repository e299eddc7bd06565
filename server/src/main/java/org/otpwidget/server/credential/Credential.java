package org.otpwidget.server.credential;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Finds the authkey that a server sends with a request. */
final class Credential {

    private static final String AUTHKEY = "authkey";
    private static final String BEARER = "bearer ";
    private static final String BASIC = "basic ";

    private Credential() {}

    /**
     * The header {@code authkey}, else a bearer token (RFC 6750, 2.1), else the password of HTTP
     * Basic (RFC 7617); null when there is none.
     */
    static @Nullable String of(HttpHeaders headers) {
        String own = headers.getFirst(AUTHKEY);
        if (own != null) {
            return own.strip();
        }
        String authorization = headers.getFirst(HttpHeaders.AUTHORIZATION);
        if (authorization == null) {
            return null;
        }
        if (starts(authorization, BEARER)) {
            return authorization.substring(BEARER.length()).strip();
        }
        return starts(authorization, BASIC)
                ? password(authorization.substring(BASIC.length()).strip())
                : null;
    }

    private static @Nullable String password(String credentials) {
        try {
            String pair =
                    new String(Base64.getDecoder().decode(credentials), StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            return colon < 0 ? null : pair.substring(colon + 1);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static boolean starts(String header, String scheme) {
        return header.regionMatches(true, 0, scheme, 0, scheme.length());
    }
}
