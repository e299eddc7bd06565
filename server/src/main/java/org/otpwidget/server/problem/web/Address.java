package org.otpwidget.server.problem.web;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;

/** The target of a request line, which need not be a URI. */
final class Address {

    private static final String ALLOWED = "-._~!$&'()*+,;=:@/?";
    private static final String NUL = "%00";
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private Address() {}

    /**
     * The target with everything percent-encoded that a URI cannot hold, a percent sign without two
     * digits included: it names nothing then, and gets the answer of an address that is not there.
     * So does the character 0, which PostgreSQL cannot be asked for.
     */
    static String mended(String target) {
        var mended = new StringBuilder(target.length());
        for (int n = 0; n < target.length(); n++) {
            char character = target.charAt(n);
            boolean escape =
                    character == '%'
                            && n + 2 < target.length()
                            && HexFormat.isHexDigit(target.charAt(n + 1))
                            && HexFormat.isHexDigit(target.charAt(n + 2))
                            && !target.startsWith(NUL, n);
            if (escape || isAllowed(character)) {
                mended.append(character);
            } else {
                encode(mended, character);
            }
        }
        return mended.toString();
    }

    /**
     * Whether target and host together make a URI, as the framework needs it. One with the
     * character 0 is none: no name has it, and PostgreSQL cannot be asked for it.
     */
    static boolean isReadable(HttpRequest request) {
        String host = request.headers().get(HttpHeaderNames.HOST, "localhost");
        String target = request.uri();
        try {
            return new URI(target.startsWith("/") ? "http://" + host + target : target).getPath()
                    != null;
        } catch (URISyntaxException _) {
            return false;
        }
    }

    /** Whether a target lies below a path, whatever its case. */
    static boolean isBelow(String path, String target) {
        return target.toLowerCase(Locale.ROOT).startsWith(path);
    }

    private static boolean isAllowed(char character) {
        return character < 0x80
                && (Character.isLetterOrDigit(character) || ALLOWED.indexOf(character) >= 0);
    }

    private static void encode(StringBuilder mended, char character) {
        for (byte octet : String.valueOf(character).getBytes(StandardCharsets.UTF_8)) {
            mended.append("%").append(HEX.toHexDigits(octet));
        }
    }
}
